import { createHash, randomUUID } from 'node:crypto'
import { Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import pLimit from 'p-limit'
import { db } from '@/db/client'
import { scanUpload } from '@/lib/applying/malware/scan-upload'
import { Infected } from '@/lib/lifecycle/files'
import { PortalError } from '@/lib/shared/errors'
import { log, logged } from '@/lib/shared/log/log'
import { tooBusy } from '@/lib/shared/workers'
import { namedByType } from './file-endings'
import { type FileLimits, inspect, tooLarge } from './inspect'
import { type NewDocument, recordedAs } from './queries'
import { storage } from './storage'

/** Fields that come before the file. */
export type UploadFields = { application?: string; kind?: string; back?: string }

/**
 * Inspecting a file takes all of it in memory, so only few run at once. It begins when the whole file is there: a slow
 * connection blocks nobody.
 */
const looking = pLimit(8)
const WAITING = 50

/**
 * A file's destination: what it may be, what records it, and what records a refusal for malware. Read after the fields.
 */
export type Target = {
  limits: FileLimits
  record: (file: NewDocument) => Promise<string>
  recordInfected: (filename: string, malware: string) => Promise<void>
}

/**
 * Takes one posted file: streams it to the storage while it hashes and measures it, inspects it, and records it under
 * the name of its type. Replaces it by the cleaned version, if there is one. On any failure nothing of it stays.
 * `fields` fills as they arrive, so that the caller knows the way back on an error.
 * @throws PortalError with a sentence for the person
 */
export async function receiveUpload(
  request: Request,
  fields: UploadFields,
  target: (fields: UploadFields) => Promise<Target>,
): Promise<string> {
  if (!request.body || !request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    throw new PortalError('invalid', 'Choose a file first.')
  }
  const parser = parserOf(request)
  const input = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0])
  return new Promise((resolve, reject) => {
    let work: Promise<string> | undefined
    let coming: Readable | undefined
    const fail = (error: unknown) => {
      input.unpipe(parser)
      // Reads and drops the rest, so that the answer reaches the sender.
      input.resume()
      reject(error instanceof PortalError ? error : interrupted(error))
    }
    parser.on('field', (name, value) => {
      if (name === 'application' || name === 'kind' || name === 'back') fields[name] = value
    })
    // Work that has begun hears of the cut, and answers once nothing of it is left; or it had the whole file.
    const cut = (error: Error) => {
      if (!work) return fail(error)
      coming?.destroy(error)
      work.then(resolve, reject)
    }
    parser.on('file', (_name, file, { filename }) => {
      coming = file
      // `keep` listens only once it knows the target; a connection may be cut before.
      file.on('error', () => {})
      work = keep(file, cleanName(filename), () => target(fields))
      work.catch(fail)
      input.once('close', () => !input.readableEnded && file.destroy(new Error('the connection was cut')))
    })
    parser.on('error', cut)
    parser.on('close', () =>
      work ? work.then(resolve, reject) : reject(new PortalError('invalid', 'Choose a file first.')),
    )
    input.on('error', cut)
    input.pipe(parser)
  })
}

/** @throws PortalError 'invalid' for a request that no browser sends */
function parserOf(request: Request) {
  try {
    return busboy({
      headers: Object.fromEntries(request.headers),
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 10, fieldSize: 1000 },
    })
  } catch {
    throw new PortalError('invalid', 'Choose a file first.')
  }
}

/**
 * The name without unnecessary characters: control characters, and those that change the writing direction to deceive.
 */
function cleanName(filename = ''): string {
  const clean = filename.normalize().replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
  // The end stays: it shows the kind of file.
  return [...clean].slice(-200).join('').toWellFormed()
}

function interrupted(error: unknown): PortalError {
  if ((error as NodeJS.ErrnoException)?.code === 'ENOSPC')
    return new PortalError('invalid', 'The file could not be kept: our disk is full. Please try again later.')
  log.warn({ err: error }, 'An upload was interrupted.')
  return new PortalError('invalid', 'Only part of the file arrived, so we did not keep it. Please try again.')
}

async function keep(file: Readable, filename: string, target: () => Promise<Target>): Promise<string> {
  const { limits, record, recordInfected } = await target()
  if (!filename) throw new PortalError('invalid', `${limits.label}: choose a file first.`)
  const store = await storage()
  const storageKey = randomUUID()
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > limits.maxBytes) return done(tooLarge(limits))
      hash.update(chunk)
      done(null, chunk)
    },
  })
  // A file that is cut off, now or before, destroys `measure` with the reason, and the storage's `put` rejects with it.
  pipeline(file, measure).catch(() => {})
  try {
    await store.put(storageKey, measure)
    if (looking.pendingCount >= WAITING) throw tooBusy()
    const scan = await scanUpload(storageKey)
    const found = await looking(async () => inspect(await buffer(await store.get(storageKey)), limits))
    const { type, pages, changes, bytes } = found
    if (bytes) await store.put(storageKey, Readable.from([bytes]))
    const sha256 = (bytes ? createHash('sha256').update(bytes) : hash).digest('hex')
    const kept = {
      filename: namedByType(filename, type),
      type,
      pages,
      size: bytes?.length ?? size,
      sha256,
      changes,
      scan,
    }
    return await record({ ...kept, storageKey }).catch((error) => recordedNevertheless(storageKey, error))
  } catch (error) {
    if (!(error instanceof Unknown)) await store.remove(storageKey).catch(logged('A refused file stays in the store.'))
    if (error instanceof Infected)
      await recordInfected(filename, error.malware).catch(logged('A file with malware was refused, and not recorded.'))
    throw error
  }
}

/** Nobody can tell now whether the file was recorded, so it stays: an extra file does no harm. */
class Unknown extends PortalError {}

/** A database that is lost in a commit may have made it: then the row stands, and needs its file. @throws the error */
async function recordedNevertheless(storageKey: string, error: unknown): Promise<string> {
  if (error instanceof PortalError) throw error
  const id = await recordedAs(db, storageKey).catch((failure) => {
    log.error({ err: failure, file: storageKey }, 'Whether a file was recorded is not known; it stays.')
    throw new Unknown(
      'invalid',
      'We lost the connection to our database just now. Open this page again to see whether the file is there.',
    )
  })
  if (id === null) throw error
  return id
}
