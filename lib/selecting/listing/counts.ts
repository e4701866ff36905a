import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import { matching } from './compile'
import type { Query } from './search'
import { stateSeen, type Visibility } from './visibility'

/** What the list can be narrowed down by with one click. */
export const FACETS = ['status', 'track', 'institution', 'country'] as const
export type Facet = (typeof FACETS)[number]
export type FacetCounts = Record<Facet, { value: string; count: number }[]>
/** `more`: there are more than `total`, and the facets are of that many of them. */
export type Counted = { total: number; more: boolean; facets: FacetCounts }

/** So many are counted at once; who reads a number of applications up to `EASY` has all counted. */
export const COUNTED = 1000
export const EASY = 10_000

/**
 * How many match, and of each facet's values how many of them have it. Beyond `COUNTED` counting goes on only if all that
 * the person reads is easily counted, or `all` is asked for.
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

/** Counts up to so many; `easy`: there are more, and none of them is beyond `EASY`. */
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
  // A bit is 0 for the one that is grouped by; the first is the highest.
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

/** Whether more were found than were counted, and the person reads no more than are easily counted. */
const easy = ({ base }: Visibility) => sql`(
  case when (select count(*) > ${COUNTED} from found)
    then not exists (select from ${applications} where ${base} offset ${EASY}) else false end)`
