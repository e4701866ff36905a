import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import { matching } from './compile'
import type { Query } from './search'
import { stateSeen, type Visibility } from './visibility'

/** The values that narrow the list with one click. */
export const FACETS = ['status', 'track', 'institution', 'country'] as const
export type Facet = (typeof FACETS)[number]
export type FacetCounts = Record<Facet, { value: string; count: number }[]>
/** `more`: there are more than `total`, and the facets cover that many. */
export type Counted = { total: number; more: boolean; facets: FacetCounts }

/** Counts at most this many at once; a person who reads up to `EASY` applications gets a full count. */
export const COUNTED = 1000
export const EASY = 10_000

/**
 * Counts the matches, and how many of them have each facet's value. Beyond `COUNTED` it continues only if all that the
 * person reads is quick to count, or `all` is set.
 */
export async function countMatching(
  executor: Executor,
  visibility: Visibility,
  query: Query | null,
  all = false,
): Promise<Counted> {
  if (all) return (await countUpTo(executor, visibility, query, null)).counted
  const { counted, easy } = await countUpTo(executor, visibility, query, COUNTED)
  return easy ? (await countUpTo(executor, visibility, query, EASY)).counted : counted
}

type FacetRow = { g: number; value: string | null; count: number; more: boolean; easy: boolean }

/** Counts up to a limit; `easy`: there are more, but no more than `EASY`. */
async function countUpTo(executor: Executor, visibility: Visibility, query: Query | null, most: number | null) {
  const { track, institution, country } = applications
  const rows = await executor.execute<FacetRow>(sql`
    with found as materialized (
      select ${stateSeen(visibility)} as status, ${track}, ${institution}, ${country} from ${applications}
      where ${matching(visibility, query)} ${most === null ? sql`` : sql`limit ${most + 1}`}),
    hits as (select * from found limit ${most})
    select grouping(status, track, institution, country) as g, coalesce(status::text, track, institution, country) as value,
      count(*)::int as count, ${most === null ? sql`false` : sql`(select count(*) > ${most} from found)`} as more,
      ${most === COUNTED ? easy(visibility) : sql`false`} as easy
    from hits group by grouping sets ((), (status), (track), (institution), (country)) order by count desc, value`)
  // A bit is 0 for the grouped column; the first column is the highest bit.
  const values = (facet: Facet) => {
    const g = 0b1111 & ~(0b1000 >> FACETS.indexOf(facet))
    return rows.flatMap(({ g: of, value, count }) => (of === g && value !== null ? [{ value, count }] : []))
  }
  const whole = rows.find(({ g }) => g === 0b1111)
  const facets = {
    status: values('status'),
    track: values('track'),
    institution: values('institution'),
    country: values('country'),
  }
  const counted: Counted = { total: whole?.count ?? 0, more: whole?.more ?? false, facets }
  return { counted, easy: whole?.easy ?? false }
}

/** Whether there are more than it counted, and the person reads few enough for a full count. */
const easy = ({ base }: Visibility) => sql`(
  case when (select count(*) > ${COUNTED} from found)
    then not exists (select from ${applications} where ${base} offset ${EASY}) else false end)`
