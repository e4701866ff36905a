import { fileTypeFromBuffer } from 'file-type'
import pLimit from 'p-limit'
import sharp from 'sharp'
import type { DocumentKind } from '@/lib/call/definition'
import { PortalError } from '@/lib/errors'
import { workshop } from '@/lib/workers'
import { sizeInWords, typeInWords, typesInWords } from './words'

/** What a file may be. */
export type FileLimits = Pick<DocumentKind, 'label' | 'accept' | 'maxBytes' | 'maxPages'>

const PATIENCE_MS = 15_000
const readPdf = workshop('lib/document/pdf-reader.mjs')
/** A large picture takes much memory while it is looked at. */
const onePicture = pLimit(1)
const MOST_PIXELS = 60_000_000
const endings: Record<string, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
}

/**
 * What a file is, by its content, and how many pages it has (an image has one).
 * @throws PortalError 'invalid' with a sentence that names the limit and what the file has; 'too-many' if too many wait.
 */
export async function inspect(
  bytes: Uint8Array,
  filename: string,
  kind: FileLimits,
): Promise<{ type: string; pages: number }> {
  if (bytes.length === 0) refuse('The file is empty.')
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? 'unknown'
  if (!kind.accept.some((accepted) => accepted === type))
    refuse(`This is not a ${typesInWords(kind.accept)} by its content, whatever its name says.`)
  const named = endings[filename.split('.').at(-1)?.toLowerCase() ?? '']
  if (named && named !== type) {
    refuse(
      `The file’s name says ${typeInWords(named)}, but it is a ${typeInWords(type)}. Rename it, or export it again.`,
    )
  }
  const pages = type === 'application/pdf' ? await pdfPages(bytes) : await imagePages(bytes)
  if (kind.maxPages && pages > kind.maxPages) refuse(`The file has ${pages} pages; the limit is ${kind.maxPages}.`)
  return { type, pages }
}

export function tooLarge(kind: FileLimits): PortalError {
  return new PortalError('too-large', `The file is larger than ${sizeInWords(kind.maxBytes)}, which is the limit.`)
}

function refuse(message: string): never {
  throw new PortalError('invalid', message)
}

async function pdfPages(bytes: Uint8Array): Promise<number> {
  // The reader repairs what it can; a file that lacks its end was cut off and may lack pages.
  const end = Buffer.from(bytes.slice(-1024)).toString('latin1')
  if (!end.includes('%%EOF')) refuse('The PDF is broken: its end is missing. Export it again.')
  const broken = () => refuse('The PDF is broken, or too complex to be opened. Export it again.')
  const found = await readPdf<{ pages: number; protected: boolean }>('read', [bytes], PATIENCE_MS).catch((error) => {
    if (error instanceof PortalError) throw error
    return broken()
  })
  // One that only printing is protected of opens, but whoever reviews the application could not print it.
  if (found.protected) refuse('The PDF is protected by a password. Save it without one.')
  return found.pages || broken()
}

async function imagePages(bytes: Uint8Array): Promise<number> {
  try {
    await onePicture(() =>
      sharp(bytes, { failOn: 'truncated', limitInputPixels: MOST_PIXELS, sequentialRead: true }).resize(64).toBuffer(),
    )
    return 1
  } catch {
    refuse('The picture is broken or too large to be opened. Save it again, or take a smaller one.')
  }
}
