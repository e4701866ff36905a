import { createHash, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { create as contentDisposition } from 'content-disposition'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { db } from '@/db/client'
import { startApplication } from '@/lib/applying/application/queries'
import { submitApplication } from '@/lib/applying/application/submit'
import type { Call } from '@/lib/call/call'
import type { DocumentKind } from '@/lib/call/definition'
import { type Person, visitor } from '@/lib/people/actor'
import { LIMITS, take } from '@/lib/people/rate-limit'
import { findCall } from '@/lib/platform/call-store/queries'
import { documentForDownload } from '@/lib/selecting/review/files'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication, withDocuments } from '@/lib/tools/testing/applicant'
import { aPdf, sampleFile } from '@/lib/tools/testing/files'
import { answerFile } from './answer-file'
import { type Inspected, inspect } from './inspect'
import {
  addDocument,
  findRemoved,
  listDocuments,
  type NewDocument,
  recordedAs,
  removeDocument,
  restoreDocument,
} from './queries'
import { receiveUpload, type Target } from './receive'
import { storage } from './storage'
import { documentTarget } from './upload-target'

vi.mock(import('./queries'), async (original) => {
  const queries = await original()
  return { ...queries, recordedAs: vi.fn(queries.recordedAs) }
})

vi.mock(import('./inspect'), async (original) => {
  const actual = await original()
  return { ...actual, inspect: vi.fn(actual.inspect) }
})

let call: Call
let single: DocumentKind
let several: DocumentKind

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  single = call.definition.documents.find((kind) => kind.max === 1)!
  several = call.definition.documents.find((kind) => kind.max > 1)!
})

afterEach(() => vi.mocked(inspect).mockReset())

async function owner(): Promise<{ person: Person; id: string }> {
  const person = await anApplicant()
  return { person, id: await startApplication(db, person, call.id) }
}

const aFile = (): NewDocument => ({
  filename: 'a.pdf',
  type: 'application/pdf',
  size: 1000,
  pages: 1,
  sha256: '0'.repeat(64),
  storageKey: randomUUID(),
})

const stored = () =>
  readdirSync(process.env.FILES_DIR!, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

function upload(id: string, kind: string, filename: string, content: Buffer): Request {
  const body = new FormData()
  body.set('application', id)
  body.set('kind', kind)
  body.set('file', new File([new Uint8Array(content)], filename))
  return new Request('http://localhost/api/documents', { method: 'POST', body })
}

test('ten uploads at once: a kind takes as many as the Call says, and one file replaces the other of a single kind', async () => {
  const { person, id } = await owner()
  const ten = Array.from({ length: 10 })
  const results = await Promise.allSettled(ten.map(() => addDocument(db, person, id, several, aFile())))
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(several.max)
  await Promise.all(ten.map(() => addDocument(db, person, id, single, aFile())))
  const kinds = (await listDocuments(db, person, id)).map((document) => document.kind)
  expect(kinds.filter((kind) => kind === single.key)).toHaveLength(1)
  expect(kinds.filter((kind) => kind === several.key)).toHaveLength(several.max)
})

test('a removed document can be put back until another takes its place', async () => {
  const { person, id } = await owner()
  const first = await addDocument(db, person, id, single, aFile())
  await removeDocument(db, person, first)
  expect(await listDocuments(db, person, id)).toEqual([])
  expect((await findRemoved(db, person, id, first))?.id).toBe(first)
  await restoreDocument(db, person, first, call.definition.documents)
  expect(await findRemoved(db, person, id, first)).toBeNull()
  await removeDocument(db, person, first)
  await addDocument(db, person, id, single, aFile())
  await expect(restoreDocument(db, person, first, call.definition.documents)).rejects.toMatchObject({ code: 'invalid' })
})

test('nobody else lists, reads, adds, removes or restores a document', async () => {
  const { person, id } = await owner()
  const document = await addDocument(db, person, id, single, aFile())
  const other = await anApplicant()
  const missing = { code: 'not-found' }
  for (const actor of [other, visitor]) {
    await expect(listDocuments(db, actor, id)).rejects.toMatchObject(missing)
    await expect(documentForDownload(db, actor, document)).rejects.toMatchObject(missing)
    expect(await findRemoved(db, actor, id, document)).toBeNull()
  }
  await expect(addDocument(db, other, id, single, aFile())).rejects.toMatchObject(missing)
  await expect(removeDocument(db, other, document)).rejects.toMatchObject(missing)
  await expect(restoreDocument(db, other, document, call.definition.documents)).rejects.toMatchObject(missing)
  await expect(receiveUpload(upload(id, single.key, 'a.pdf', aPdf()), {}, documentTarget(other))).rejects.toMatchObject(
    missing,
  )
  expect((await listDocuments(db, person, id)).map((row) => row.id)).toEqual([document])
})

test('an applicant adds and removes nothing after the submission', async () => {
  const person = await anApplicant()
  const id = await anApplication(person, call, phdAnswers)
  await withDocuments(id, phdDocuments)
  await submitApplication(db, person, id, call)
  const [document] = await listDocuments(db, person, id)
  await expect(addDocument(db, person, id, single, aFile())).rejects.toMatchObject({ code: 'forbidden' })
  await expect(removeDocument(db, person, document!.id)).rejects.toMatchObject({ code: 'forbidden' })
})

test('an upload is stored as it came, with its hash and pages, under a name of any script', async () => {
  const { person, id } = await owner()
  const bytes = aPdf(2)
  await receiveUpload(upload(id, single.key, 'Диплом\u202E – 文凭.pdf', bytes), {}, documentTarget(person))
  const [document] = await listDocuments(db, person, id)
  expect(document).toMatchObject({ filename: 'Диплом – 文凭.pdf', pages: 2, size: bytes.length })
  const kept = await buffer(await (await storage()).get(document!.storageKey))
  expect(kept.equals(bytes)).toBe(true)
})

test.each([
  ['cv.html', 'cv.pdf'],
  ['cv.pdf.js', 'cv.pdf'],
  ['cv.PDF', 'cv.PDF'],
  ['photo.png', 'photo.pdf'],
  ['Dr. Li', 'Dr. Li.pdf'],
  ['CV v1.2', 'CV v1.2.pdf'],
  ['.js', 'file.pdf'],
  ['cv.exe. ', 'cv.pdf'],
])('a PDF sent as %j is kept as %j', async (sent, kept) => {
  const { person, id } = await owner()
  await receiveUpload(upload(id, single.key, sent, aPdf()), {}, documentTarget(person))
  const [document] = await listDocuments(db, person, id)
  expect(document!.filename).toBe(kept)
  const answer = await answerFile(new Request('http://localhost/x?view'), { ...document!, filename: sent })
  expect(answer.headers.get('content-disposition')).toBe(contentDisposition(kept, { type: 'inline' }))
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  await answer.body!.cancel()
})

test('a photo from a phone is kept as the JPEG that was made of it', async () => {
  const { person, id } = await owner()
  await receiveUpload(upload(id, 'passport', 'IMG_1.HEIC', sampleFile('photo.heic')), {}, documentTarget(person))
  const [document] = await listDocuments(db, person, id)
  const kept = await buffer(await (await storage()).get(document!.storageKey))
  const sha256 = createHash('sha256').update(kept).digest('hex')
  const size = kept.length
  expect(document).toMatchObject({ filename: 'IMG_1.jpg', type: 'image/jpeg', sha256, size, changes: ['converted'] })
})

test('a request for a file’s headers alone does not open the file', async () => {
  const get = vi.spyOn(await storage(), 'get')
  const head = new Request('http://localhost/x', { method: 'HEAD' })
  const answer = await answerFile(head, { ...aFile(), storageKey: 'lost', scan: null })
  expect([answer.status, answer.body, answer.headers.get('content-length')]).toEqual([200, null, '1000'])
  expect(get).not.toHaveBeenCalled()
  get.mockRestore()
})

test('an upload that is refused, cut off or too large leaves no file and no row', async () => {
  const { person, id } = await owner()
  const before = stored().length
  const send = (request: Request) => receiveUpload(request, {}, documentTarget(person))
  await expect(send(upload(id, single.key, 'a.pdf', Buffer.from('text')))).rejects.toMatchObject({ code: 'invalid' })
  await expect(send(upload(id, 'no-such-kind', 'a.pdf', aPdf()))).rejects.toMatchObject({ code: 'not-found' })
  await expect(send(upload(randomUUID(), single.key, 'a.pdf', aPdf()))).rejects.toMatchObject({ code: 'not-found' })
  const large = Buffer.alloc(single.maxBytes + 1)
  await expect(send(upload(id, single.key, 'a.pdf', large))).rejects.toMatchObject({ code: 'too-large' })
  const cut = { code: 'invalid', message: expect.stringContaining('Only part of the file arrived') }
  for (const after of [1, 2]) await expect(send(await cutAfter(after, id))).rejects.toMatchObject(cut)
  // As behind a proxy that completes a cut request: before, within and after the last line, which marks the end.
  const whole = upload(id, single.key, 'a.pdf', aPdf())
  const bytes = new Uint8Array(await whole.arrayBuffer())
  for (const missing of [300, 40, 4, 3])
    await expect(
      send(new Request(whole.url, { method: 'POST', headers: whole.headers, body: bytes.slice(0, -missing) })),
    ).rejects.toMatchObject(cut)
  expect(stored()).toHaveLength(before)
  expect(await listDocuments(db, person, id)).toEqual([])
})

test('an applicant whose connection is cut while a file is stored gets the answer once nothing of the file is left', async () => {
  const { person, id } = await owner()
  const before = stored().length
  const store = await storage()
  const { put } = store
  let left = 0
  const began = withResolvers()
  const slow = vi.spyOn(store, 'put').mockImplementationOnce(async (key, stream) => {
    left++
    began.resolve()
    await put(key, stream).catch(async (error) => {
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
      left--
      throw error
    })
  })
  const sent = receiveUpload(await cutAfter(2, id, began.promise), {}, documentTarget(person))
  await expect(sent).rejects.toMatchObject({ code: 'invalid' })
  expect(left).toBe(0)
  expect(stored()).toHaveLength(before)
  slow.mockRestore()
})

test('of many uploads at once eight are in memory, and all are taken', async () => {
  const before = stored().length
  let resolve = (_: Inspected) => {}
  const promise = new Promise<Inspected>((done) => {
    resolve = done
  })
  vi.mocked(inspect).mockClear().mockReturnValue(promise)
  const target = async () => ({ limits: single, record: async () => 'kept', recordInfected: async () => {} })
  const all = Array.from({ length: 20 }, () => receiveUpload(upload('', single.key, 'a.pdf', aPdf()), {}, target))
  await expect.poll(() => stored().length - before).toBe(20)
  await expect.poll(() => vi.mocked(inspect).mock.calls.length).toBe(8)
  resolve({ type: 'application/pdf', pages: 1, changes: [] })
  expect(await Promise.all(all)).toEqual(all.map(() => 'kept'))
})

test('an applicant with too many uploads in an hour reads how long to wait', async () => {
  const { person, id } = await owner()
  for (let count = 0; count < LIMITS.upload.points; count++) await take(db, LIMITS.upload, person.id)
  const sent = receiveUpload(upload(id, single.key, 'a.pdf', aPdf()), {}, documentTarget(person))
  await expect(sent).rejects.toMatchObject({ code: 'too-many', message: expect.stringContaining('Please wait') })
})

describe('the database is lost while a file is recorded', () => {
  /** Sends a file; its recording does this and then loses the database. */
  async function lost(before: (target: Target, file: NewDocument) => Promise<unknown>) {
    const { person, id } = await owner()
    const target = documentTarget(person)
    const sent = receiveUpload(upload(id, single.key, 'a.pdf', aPdf()), {}, async (fields) => {
      const found = await target(fields)
      const record = (file: NewDocument) => before(found, file).then(() => Promise.reject(new Error('lost')))
      return { ...found, record }
    })
    return { sent, list: () => listDocuments(db, person, id) }
  }

  test('after the commit: the document is there, with its file', async () => {
    const { sent, list } = await lost((target, file) => target.record(file))
    const id = await sent
    const [document] = await list()
    expect(document!.id).toBe(id)
    ;(await (await storage()).get(document!.storageKey)).destroy()
  })

  test('before the commit: neither row nor file stays', async () => {
    const before = stored().length
    const { sent, list } = await lost(async () => {})
    await expect(sent).rejects.toMatchObject({ message: expect.stringContaining('we did not keep it') })
    expect(await list()).toEqual([])
    expect(stored()).toHaveLength(before)
  })

  test('and stays lost: the file stays, for the row may', async () => {
    const { sent, list } = await lost(async (target, file) => {
      await target.record(file)
      vi.mocked(recordedAs).mockRejectedValueOnce(new Error('still lost'))
    })
    await expect(sent).rejects.toMatchObject({ message: expect.stringContaining('Open this page again') })
    const [document] = await list()
    ;(await (await storage()).get(document!.storageKey)).destroy()
  })
})

function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** An upload whose connection is cut after so many pieces, and not before `began`. */
async function cutAfter(pieces: number, id: string, began?: Promise<void>): Promise<Request> {
  const whole = upload(id, single.key, 'a.pdf', aPdf())
  const bytes = new Uint8Array(await whole.arrayBuffer())
  const middle = bytes.length - 300
  const parts = [bytes.slice(0, middle), bytes.slice(middle, middle + 50)].slice(0, pieces)
  const body = new ReadableStream({
    async pull(controller) {
      const part = parts.shift()
      if (part) return controller.enqueue(part)
      await began
      controller.error(new Error('the connection was cut'))
    },
  })
  return new Request(whole.url, { method: 'POST', headers: whole.headers, body, duplex: 'half' } as RequestInit)
}
