import { countryName } from '@/lib/form/countries'
import { csvOf } from '@/lib/shared/format/csv'
import type { Candidate } from './queries'

const COLUMNS = [
  'Rank',
  'Number',
  'Name',
  'Title',
  'Country',
  'State',
  'Mean score (0 to 10)',
  'Reviews in',
  'Reason',
] as const

/** The list for a spreadsheet, with formulas turned into text. */
export function listAsCsv(candidates: Candidate[]): string {
  const rows = candidates.map(({ rank, decided, number, name, title, country, state, score, reviewsIn, reason }) => [
    rank ?? (decided ? 'not nominated' : 'not decided'),
    number,
    name,
    title,
    country && countryName(country),
    state,
    score === null ? null : score.toFixed(2),
    reviewsIn,
    reason,
  ])
  return csvOf([...COLUMNS], rows)
}
