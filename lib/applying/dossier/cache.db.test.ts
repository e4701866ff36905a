import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/db/client'
import { dossiers } from '@/db/schema'
import { submitApplication } from '@/lib/applying/application/submit'
import { storage } from '@/lib/applying/document/storage'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { startWorker } from '@/lib/running/worker/worker'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication, withDocuments } from '@/lib/tools/testing/applicant'
import { withLetter } from '@/lib/tools/testing/letters'
import { readPdf } from '@/lib/tools/testing/pdf-text'
import { composeDossier } from './compose'
import { makeDossier, openDossier } from './make'
import { findDossier, jobOf, queueDossier } from './queries'

vi.mock(import('./compose'), async (original) => {
  const { composeDossier } = await original()
  return { composeDossier: vi.fn(composeDossier) }
})
const composed = vi.mocked(composeDossier)

let call: Call
let person: Person
let id: string

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
})
beforeEach(async () => {
  await db.execute(sql`delete from graphile_worker._private_jobs`)
  person = await anApplicant()
  id = await anApplication(person, call, phdAnswers)
  await withDocuments(id, phdDocuments)
  await submitApplication(db, person, id, call)
  composed.mockClear()
})

const inStorage = async (key: string) =>
  (await storage()).get(key).then(
    (stream) => stream.destroy() && true,
    () => false,
  )

test('the same content is made once; a changed letter, and nothing else, makes the staff’s anew', async () => {
  const first = (await makeDossier(id, 'full'))!
  await makeDossier(id, 'own')
  expect(await makeDossier(id, 'full')).toMatchObject(first)
  expect(composed).toHaveBeenCalledTimes(2)
  await withLetter(id, 'one@university.example', { text: 'A letter. '.repeat(30) })
  expect(await openDossier(id, 'full')).toBeNull()
  const second = (await makeDossier(id, 'full'))!
  await withLetter(id, 'one@university.example', { text: 'A better letter. '.repeat(30) })
  const third = (await makeDossier(id, 'full'))!
  await makeDossier(id, 'own')
  expect(new Set([first, second, third].map((made) => made.contentHash)).size).toBe(3)
  expect(composed).toHaveBeenCalledTimes(4)
  expect(await Promise.all([first, second, third].map((made) => inStorage(made.storageKey)))).toEqual([
    false,
    false,
    true,
  ])
})

test('of a dossier that several workers make at once, one file stays and can be read', async () => {
  const made = await Promise.all(Array.from({ length: 4 }, () => makeDossier(id, 'full')))
  const row = (await findDossier(db, id, 'full'))!
  const left = made.map((one) => one!.storageKey).filter((key) => key !== row.storageKey)
  expect(await inStorage(row.storageKey)).toBe(true)
  for (const key of left) expect(await inStorage(key)).toBe(false)
})

test('a dossier whose file is lost is not offered, and is made again', async () => {
  const { storageKey } = (await makeDossier(id, 'own'))!
  await (await storage()).remove(storageKey)
  expect(await openDossier(id, 'own')).toBeNull()
  expect(await db.select().from(dossiers).where(eq(dossiers.applicationId, id))).toEqual([])
  await makeDossier(id, 'own')
  expect((await readPdf((await openDossier(id, 'own'))!.stream)).pages.length).toBeGreaterThan(1)
})

test('a storage that fails leaves the dossier before, and no file', async () => {
  const before = (await makeDossier(id, 'full'))!
  await withLetter(id, 'one@university.example', { text: 'A letter. '.repeat(30) })
  composed.mockRejectedValueOnce(new Error('the disk is full'))
  await expect(makeDossier(id, 'full')).rejects.toThrow('the disk is full')
  expect(await findDossier(db, id, 'full')).toMatchObject(before)
})

test('a submission queues its dossier once, and two workers make it once', async () => {
  expect(await jobOf(db, id, 'full')).toBe('waiting')
  for (let count = 0; count < 3; count++) await queueDossier(db, id)
  const workers = await Promise.all([startWorker(), startWorker()])
  await expect.poll(() => jobOf(db, id, 'full')).toBeNull()
  await Promise.all(workers.map((worker) => worker.stop()))
  expect(composed).toHaveBeenCalledTimes(1)
  expect((await readPdf((await openDossier(id, 'full'))!.stream)).pages.length).toBeGreaterThan(1)
})

test('staff see that a dossier has failed for good, and can ask for it again', async () => {
  await queueDossier(db, id)
  await db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts`)
  expect(await jobOf(db, id, 'full')).toBe('failed')
  await queueDossier(db, id)
  expect(await jobOf(db, id, 'full')).toBe('waiting')
})
