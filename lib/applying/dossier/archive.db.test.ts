import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { beforeAll, expect, test, vi } from 'vitest'
import yauzl from 'yauzl'
import { db } from '@/db/client'
import { submitApplication } from '@/lib/applying/application/submit'
import { storage } from '@/lib/applying/document/storage'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { mastersAnswers, mastersDocuments, phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication, withDocuments } from '@/lib/tools/testing/applicant'
import { withLetter } from '@/lib/tools/testing/letters'
import { readPdf } from '@/lib/tools/testing/pdf-text'
import { archiveOf } from './archive'
import { composeDossier } from './compose'
import { countDossiers, listDossiers } from './list'
import { makeDossier } from './make'

vi.mock(import('./compose'), async (original) => {
  const { composeDossier } = await original()
  return { composeDossier: vi.fn(composeDossier) }
})
const composed = vi.mocked(composeDossier)

let call: Call
let officer: Person
let amina: string
let amanuel: string
let jose: string
let last: string
let elsewhere: string

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  officer = { ...(await anApplicant('Officer')), roles: [{ role: 'officer', callId: call.id, institution: 'ucas' }] }
  amina = await submittedBy('Amina Okafor')
  amanuel = await submittedBy('አማኑኤል')
  jose = await submittedBy('José Ñandú')
  last = await submittedBy('Last One')
  elsewhere = await anApplication(await anApplicant('Elsewhere'), call, mastersAnswers, [])
  await withDocuments(elsewhere, mastersDocuments)
  await anApplication(await anApplicant('Drafting'), call, phdAnswers)
  await withLetter(amina, 'one@university.example', { text: 'OKAPI letter. '.repeat(30) })
})

async function submittedBy(name: string): Promise<string> {
  const person = await anApplicant(name)
  const id = await anApplication(person, call, phdAnswers)
  await withDocuments(id, phdDocuments)
  await submitApplication(db, person, id, call)
  return id
}

async function unzipped(stream: ReadableStream): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(await buffer(Readable.fromWeb(stream as WebStream)))
  const files = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return files
}

test('an officer’s archive has the dossiers of their institution, made or not; one that fails is a text, and the rest is whole', async () => {
  await makeDossier(amina, 'full')
  composed.mockClear()
  composed.mockImplementation(async (content, key) => {
    if (content.applicant === 'አማኑኤል') throw new Error('broken')
    const { composeDossier } = await vi.importActual<typeof import('./compose')>('./compose')
    return composeDossier(content, key)
  })
  const files = await unzipped(archiveOf(officer, async () => officer))
  const names = [...files.keys()].map((name) => name.replace(/^ANSO-2021-P-\d{5}/, 'N'))
  expect(names).toEqual(['N Amina Okafor.pdf', 'N amanuel.txt', 'N Jose Nandu.pdf', 'N Last One.pdf'])
  expect(composed).toHaveBeenCalledTimes(3)
  const [first] = files.values()
  expect((await readPdf(Readable.from([first]))).all).toContain('OKAPI letter')
})

test('an archive of selected applications has those that the officer may read, and nothing else', async () => {
  for (const id of [amina, jose]) await makeDossier(id, 'full')
  const selected = [jose, elsewhere, amina]
  const files = await unzipped(archiveOf(officer, async () => officer, selected))
  expect([...files.keys()].map((name) => name.replace(/^\S+ /, ''))).toEqual(['Amina Okafor.pdf', 'Jose Nandu.pdf'])
  expect(await countDossiers(db, officer, selected)).toBe(2)
  expect(await countDossiers(db, officer, [])).toBe(0)
  const another: Person = { ...officer, roles: [{ role: 'officer', callId: call.id, institution: 'ustc' }] }
  const all = [amina, amanuel, jose, last]
  expect(await countDossiers(db, another, all)).toBe(0)
  expect([...(await unzipped(archiveOf(another, async () => another, all))).keys()]).toEqual([])
})

test('a person who loses the role or the session meanwhile gets no further dossier', async () => {
  await makeDossier(amina, 'full')
  for (const after of [{ ...officer, roles: [] }, null]) {
    let looks = 0
    const files = await unzipped(archiveOf(officer, async () => (looks++ === 0 ? officer : after)))
    expect([...files.keys()].map((name) => name.replace(/^\S+ /, ''))).toEqual(['Amina Okafor.pdf'])
  }
})

test('when the officer stops the download, the work stops and no file stays open', async () => {
  await makeDossier(amina, 'full')
  composed.mockClear()
  const opened = vi.spyOn(await storage(), 'get')
  const reader = archiveOf(officer, async () => officer).getReader()
  for (let read = 0; read < 10_000; ) read += (await reader.read()).value!.length
  await reader.cancel()
  const file = (await opened.mock.results[0]!.value) as Readable
  expect(file.destroyed).toBe(true)
  expect(composed).not.toHaveBeenCalled()
})

test('an officer’s list of dossiers is by number, page by page, with what has come; a person without a role sees none', async () => {
  const all = await listDossiers(db, officer)
  expect(all.map(({ id }) => id)).toEqual([amina, amanuel, jose, last])
  expect(all[0]).toMatchObject({
    applicant: 'Amina Okafor',
    track: 'PhD',
    letters: { received: 1, asked: 2, freeMail: 0 },
    agreement: 'invited',
  })
  const first = await listDossiers(db, officer, '', 3)
  expect(await listDossiers(db, officer, first.at(-1)!.number, 3)).toEqual(all.slice(3))
  expect(await countDossiers(db, officer)).toBe(4)
  expect(await countDossiers(db, { ...officer, roles: [] })).toBe(0)
  expect(await listDossiers(db, { ...officer, roles: [{ role: 'reviewer', callId: null }] })).toEqual([])
  expect(await countDossiers(db, { ...officer, roles: [{ role: 'admin', callId: null }] })).toBe(4)
})
