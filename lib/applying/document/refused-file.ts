import { typesInWords } from './file-words'

/** Pure: the sentence about a refused file, by its content and not by its name. */

const OFFICE = 'application/vnd.openxmlformats-officedocument.'
/** Files of older office programs, by the name of the stream that holds the text. */
const OLD_OFFICE = [
  ['WordDocument', 'Word'],
  ['Workbook', 'Excel'],
  ['PowerPoint Document', 'PowerPoint'],
] as const
const PICTURES: Record<string, string> = {
  'image/heic': 'HEIC',
  'image/heif': 'HEIF',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
  'image/tiff': 'TIFF',
  'image/gif': 'GIF',
  'image/bmp': 'BMP',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
}
const ARCHIVES: Record<string, string> = {
  'application/zip': 'a ZIP archive',
  'application/x-rar-compressed': 'a RAR archive',
  'application/x-7z-compressed': 'a 7-Zip archive',
  'application/gzip': 'a compressed file',
  'application/x-tar': 'an archive',
}

/** Pictures that become JPEG if the kind takes one. */
export const CONVERTED = ['image/heic', 'image/heif', 'image/webp', 'image/avif']

/**
 * A sentence that names the file's type and how to convert it.
 * @param type by its content, from `file-type`; 'unknown' if it does not know
 */
export function wayOut(type: string, bytes: Uint8Array, accept: string[]): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const office = officeProgram(type, buffer)
  if (office === 'Pages')
    return 'This is a Pages document, or one of Numbers or Keynote. Save it as PDF: File > Export To > PDF.'
  if (office) {
    const what = { Word: 'a Word document', Excel: 'an Excel workbook', PowerPoint: 'a PowerPoint presentation' }
    const named = what[office as keyof typeof what] ?? `an ${office} document`
    return `This is ${named}. Save it as PDF: File > Export, or File > Save As and the type PDF. Then upload the PDF.`
  }
  const picture = PICTURES[type]
  if (picture) {
    const taken = typesInWords(accept)
    if (accept.includes('image/jpeg'))
      return `This is a ${picture} picture, and ${taken} is taken here. Open it and save it as JPEG: File > Save As or Export.`
    return `This is a ${picture} picture, and a ${taken} is taken here. Make a PDF of it: open it, choose Print, and print it to a PDF.`
  }
  if (ARCHIVES[type]) return `This is ${ARCHIVES[type]}. Unpack it, and upload the file that is in it.`
  return `This is not a ${typesInWords(accept)} by its content, whatever its name says.`
}

function officeProgram(type: string, bytes: Buffer): string | null {
  if (type.startsWith(`${OFFICE}word`) || type.startsWith('application/vnd.ms-word')) return 'Word'
  if (type.startsWith(`${OFFICE}spread`) || type.startsWith('application/vnd.ms-excel')) return 'Excel'
  if (type.startsWith(`${OFFICE}presentation`) || type.startsWith('application/vnd.ms-powerpoint')) return 'PowerPoint'
  if (type.startsWith('application/vnd.oasis.opendocument')) return 'OpenDocument'
  if (type === 'application/rtf') return 'RTF'
  if (type === 'application/x-cfb')
    return OLD_OFFICE.find(([name]) => bytes.includes(Buffer.from(name, 'utf16le')))?.[1] ?? null
  if (type === 'application/zip' && bytes.includes('Index/Document.iwa')) return 'Pages'
  return null
}
