import type { CallDefinition } from '@/lib/call/definition'
import { COLUMN_NAMES, type Column } from './csv'

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/**
 * A file to fill in, with an example of an officer and a reviewer of the Call. A mark at its start tells a spreadsheet
 * that it is UTF-8. Pure.
 */
export function templateFor({ institutions, tracks, programmes, review }: CallDefinition): string {
  const examples: Partial<Record<Column, string>>[] = [
    { role: 'officer', name: 'Li Wei', email: 'li.wei@university.example', institution: institutions[0]!.name },
    {
      role: 'reviewer',
      name: 'Ada Mensah',
      email: 'a.mensah@university.example',
      affiliation: 'University of Ghana',
      country: 'Ghana',
      tracks: tracks.map(({ name }) => name).join('; '),
      programmes: programmes
        .slice(0, 2)
        .map(({ name }) => name)
        .join('; '),
      languages: review.languages[0]?.name ?? '',
      most: '12',
    },
  ]
  const columns = Object.keys(COLUMN_NAMES) as Column[]
  const lines = [
    columns.map((column) => COLUMN_NAMES[column]),
    ...examples.map((row) => columns.map((column) => row[column] ?? '')),
  ]
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`
}
