import { supportedExtensions } from 'file-type'

/** The endings by which systems open what a stored file can be, the usual one first. */
const OF_TYPE: Record<string, string[]> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
}

/** Endings that say what a file is; any other, as in 'Dr. Li' or 'CV v1.2', is a part of the name. */
const ENDINGS = new Set<string>([
  ...supportedExtensions,
  'jpeg',
  'doc',
  'xls',
  'ppt',
  'pages',
  'htm',
  'html',
  'xhtml',
  'svg',
  'js',
  'mjs',
  'txt',
  'exe',
  'bat',
  'cmd',
  'scr',
])

/** The ending of a stored type, without a dot. */
export function endingOf(type: string): string {
  return OF_TYPE[type]?.[0] ?? 'bin'
}

/**
 * The name with the ending of what the file is, whatever it had: 'cv.html' and 'cv.pdf.js' are 'cv.pdf' for a PDF, for a
 * computer opens a file by its ending alone.
 */
export function namedByType(filename: string, type: string): string {
  const right = OF_TYPE[type] ?? []
  let name = filename
  for (;;) {
    // Windows drops spaces and dots at the end.
    name = name.replace(/[\s.]+$/u, '')
    const [whole, ending] = /\.([^.]*)$/.exec(name) ?? []
    if (!whole || !ENDINGS.has(ending!.toLowerCase())) return `${name || 'file'}.${endingOf(type)}`
    if (right.includes(ending!.toLowerCase())) return name
    name = name.slice(0, -whole.length)
  }
}

/** What a file picker offers for these types: photos that become a JPEG are taken wherever a JPEG is. */
export function pickable(accept: readonly string[]): string {
  // Some systems know no type of a HEIC photo, but its ending.
  const photos = accept.includes('image/jpeg') ? ['image/webp', 'image/heic', 'image/heif', '.heic', '.heif'] : []
  return [...accept, ...photos].join(',')
}
