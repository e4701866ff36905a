import type { CallDefinition } from '@/lib/call/definition'
import { countryName } from '@/lib/form/countries'
import type { State } from '@/lib/lifecycle/application'
import { hasReached, STAGES, type Stage } from '@/lib/lifecycle/stages'
import { vocabularyOf } from '@/lib/selecting/listing/vocabulary'

/** The properties that applications are counted by. Pure. */

export const DIMENSIONS = ['track', 'institution', 'country', 'gender', 'discipline'] as const
export type Dimension = (typeof DIMENSIONS)[number]
export const DIMENSION_NAMES: Record<Dimension, string> = {
  track: 'Track',
  institution: 'Institution',
  country: 'Country',
  gender: 'Gender',
  discipline: 'Discipline',
}

/** The applications with one value in one state; `submitted`: they have been, drafts have not. */
export type Counted = { value: string | null; state: State; submitted: boolean; n: number }
export type StatisticsRow = { key: string | null; label: string; withdrawn: number } & Record<Stage, number>

const nothing = (key: string | null, label: string): StatisticsRow => ({
  key,
  label,
  withdrawn: 0,
  started: 0,
  submitted: 0,
  eligible: 0,
  nominated: 0,
  awarded: 0,
  accepted: 0,
  enrolled: 0,
})

/** The rows of a table, the most submitted first, unknown values last. */
export function tableOf(counted: Counted[], label: (key: string) => string): StatisticsRow[] {
  const rows = new Map<string | null, StatisticsRow>()
  for (const { value, state, submitted, n } of counted) {
    const row = rows.get(value) ?? nothing(value, value === null ? 'Not said' : label(value))
    addTo(row, state, submitted, n)
    rows.set(value, row)
  }
  return [...rows.values()].sort(
    (a, b) =>
      Number(a.key === null) - Number(b.key === null) ||
      b.submitted - a.submitted ||
      b.started - a.started ||
      a.label.localeCompare(b.label, 'en'),
  )
}

function addTo(row: StatisticsRow, state: State, submitted: boolean, n: number) {
  if (submitted) row.submitted += n
  if (state === 'withdrawn') row.withdrawn += n
  for (const stage of STAGES) if (stage !== 'submitted' && hasReached(state, stage)) row[stage] += n
}

/** The sum of all rows. */
export function totalOf(rows: StatisticsRow[]): StatisticsRow {
  const total = nothing(null, 'All')
  for (const row of rows) for (const stage of [...STAGES, 'withdrawn'] as const) total[stage] += row[stage]
  return total
}

/** The name of a value in this Call. */
export function labelIn(definition: CallDefinition, dimension: Dimension): (key: string) => string {
  if (dimension === 'country') return countryName
  const values = vocabularyOf(definition)[dimension] ?? []
  return (key) => values.find((value) => value.key === key)?.label ?? key
}
