import { CHANGES, type Change } from '@/lib/lifecycle/files'

/** A size in bytes as a person says it: '1.2 MB', '340 kB'. Pure. */
export function sizeInWords(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '')} MB`
  return `${Math.max(1, Math.round(bytes / 1024))} kB`
}

const types: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' }

/** 'PDF, JPEG or PNG' */
export function typesInWords(list: string[]): string {
  return listed(
    list.map((type) => types[type] ?? type),
    'or',
  )
}

function listed(words: string[], last: 'or' | 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

const changes: Record<Change, string> = {
  script: 'a script',
  launch: 'a command that opens something else or sends data',
  attachment: 'a file attached inside it',
  media: 'sound or film',
  foreign: 'data that stood before the document',
  converted: '',
}

/** 'Removed from it: a script and sound or film.' Empty if nothing was changed. */
export function changesInWords(list: readonly string[]): string {
  if (list.includes('converted')) return 'Converted to JPEG.'
  const gone = CHANGES.filter((change) => list.includes(change)).map((change) => changes[change])
  if (gone.length === 0) return ''
  return `Removed from it, for the safety of its readers: ${listed(gone, 'and')}. What its pages show is kept.`
}
