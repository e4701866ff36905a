import { supportedExtensions } from 'file-type'

/** File endings for each stored type, the usual one first. */
const OF_TYPE: Record<string, string[]> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
}

/** Endings that name a file type; any other, as in 'Dr. Li' or 'CV v1.2', is part of the name. */
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
 * The name with the ending of its real type: 'cv.html' and 'cv.pdf.js' become 'cv.pdf' for a PDF, because computers
 * open a file by its ending.
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

/** The types that a file picker offers: photos that become a JPEG are offered wherever a JPEG is. */
export function pickable(accept: readonly string[]): string {
  // Some systems know a HEIC photo only by its ending.
  const photos = accept.includes('image/jpeg') ? ['image/webp', 'image/heic', 'image/heif', '.heic', '.heif'] : []
  return [...accept, ...photos].join(',')
}
