import type { CallDefinition } from '@/lib/call/definition'
import { stateInWords } from '@/lib/lifecycle/application'
import { isoDay } from '@/lib/shared/format/format'
import { aboutColumn, type Column } from './columns'
import type { Keyword } from './keywords'
import type { Row } from './queries'
import { vocabularyOf } from './vocabulary'

/** The content of a cell: a text, a number, or nothing. Pure. */
export type Cell = string | number | null

export const MINE = { todo: 'To do', begun: 'Begun', in: 'In' } as const

/** The name of a keyword's value in this Call. */
export function labelOf(definition: CallDefinition, keyword: Keyword, key: string | null): string | null {
  if (key === null) return null
  return vocabularyOf(definition)[keyword]?.find((value) => value.key === key)?.label ?? key
}

/** The content of a row in a column, for the page and for exports. Null where the person may not know it. */
export function cellOf(row: Row, column: Column, definition: CallDefinition): Cell {
  const label = (keyword: Keyword, key: string | null) => labelOf(definition, keyword, key)
  switch (column) {
    case 'name':
      return row.name
    case 'title':
      return row.title
    case 'track':
      return label('track', row.track)
    case 'institution':
      return label('institution', row.institution)
    case 'country':
      return label('country', row.country)
    case 'discipline':
      return label('discipline', row.programme)
    case 'language':
      return label('language', row.language)
    case 'gender':
      return label('gender', row.gender)
    case 'status':
      return stateInWords(row.state)
    case 'submitted':
      return isoDay(row.submittedAt, definition.timeZone)
    case 'letters':
      return row.letters && row.letters.asked > 0 ? `${row.letters.received} of ${row.letters.asked}` : null
    case 'agreement':
      return row.agreement && (row.agreement === 'received' ? 'Received' : 'Not come')
    case 'score':
      return row.score === null ? null : Math.round(row.score * 100) / 100
    case 'reviews':
      return row.reviews
    case 'mine':
      return row.mine && MINE[row.mine]
  }
}

/** The headings of a table with these columns. */
export const headsOf = (columns: Column[]) => ['Number', ...columns.map((column) => aboutColumn(column).label)]
