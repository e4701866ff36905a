import { CHANGES, type Change } from '@/lib/lifecycle/files'
import { list } from '@/lib/shared/format/format'

const types: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' }

/** 'PDF, JPEG or PNG'. Pure. */
export function typesInWords(given: string[]): string {
  return list(
    given.map((type) => types[type] ?? type),
    'or',
  )
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
export function changesInWords(changed: readonly string[]): string {
  if (changed.includes('converted')) return 'Converted to JPEG.'
  const gone = CHANGES.filter((change) => changed.includes(change)).map((change) => changes[change])
  if (gone.length === 0) return ''
  return `Removed from it, for the safety of its readers: ${list(gone, 'and')}. What its pages show is kept.`
}
