import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { getDocumentProxy } from 'unpdf'
import type { DocumentKind } from '@/lib/call/definition'
import { PortalError } from '@/lib/errors'
import { sizeInWords, typeInWords, typesInWords } from './words'

const PROTECTED = 'The PDF is protected by a password. Save it without one.'
const MOST_PIXELS = 60_000_000
const endings: Record<string, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
}

/**
 * What a file is, by its content, and how many pages it has (an image has one).
 * @throws PortalError 'invalid' with a sentence that names the limit and what the file has.
 */
export async function inspect(
  bytes: Uint8Array,
  filename: string,
  kind: DocumentKind,
): Promise<{ type: string; pages: number }> {
  if (bytes.length === 0) refuse('The file is empty.')
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? 'unknown'
  if (!kind.accept.some((accepted) => accepted === type))
    refuse(`The file must be ${typesInWords(kind.accept)} by its content, whatever its name says.`)
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

export function tooLarge(kind: DocumentKind): PortalError {
  return new PortalError('too-large', `The file is larger than ${sizeInWords(kind.maxBytes)}, which is the limit.`)
}

function refuse(message: string): never {
  throw new PortalError('invalid', message)
}

async function pdfPages(bytes: Uint8Array): Promise<number> {
  // The reader repairs what it can; a file that lacks its end was cut off and may lack pages.
  const end = Buffer.from(bytes.slice(-1024)).toString('latin1')
  if (!end.includes('%%EOF')) refuse('The PDF is broken: its end is missing. Export it again.')
  try {
    // A copy, for the reader takes the bytes over.
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    const pages = document.numPages
    // Reading the first and the last page finds most damage.
    await document.getPage(1)
    await document.getPage(pages)
    const { info } = await document.getMetadata()
    await document.destroy()
    // Such a file opens, but whoever reviews the application may be kept from printing it.
    if ((info as { EncryptFilterName?: string }).EncryptFilterName) refuse(PROTECTED)
    return pages
  } catch (error) {
    if (error instanceof PortalError) throw error
    refuse(
      (error as Error).name === 'PasswordException'
        ? PROTECTED
        : 'The PDF is broken and cannot be opened. Export it again.',
    )
  }
}

async function imagePages(bytes: Uint8Array): Promise<number> {
  try {
    await sharp(bytes, { failOn: 'truncated', limitInputPixels: MOST_PIXELS }).stats()
    return 1
  } catch {
    refuse('The picture is broken or too large to be opened. Save it again, or take a smaller one.')
  }
}
