import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import { matching, readsTexts } from './compile'
import type { Facet } from './panels'
import { savedCount } from './saved'
import type { Query } from './search'
import { stateSeen, type Visibility } from './visibility'

/** A value of a facet, and how many matches have it. */
export type FacetValue = { value: string; count: number }
/**
 * `more`: there are more than `total`, and the values of the facet are of that many. `saved`: the person's saved views,
 * which the same statement counts.
 */
export type Counted = { total: number; more: boolean; values: FacetValue[]; saved: number }

/** Counts at most this many at once; a person who reads up to `EASY` applications gets a full count. */
export const COUNTED = 1000
export const EASY = 10_000

type Row = { value: string | null; whole: boolean; count: number; more: boolean; saved: number }

/**
 * Counts the matches, and how many of them have each value of a facet, by one statement. It goes beyond `COUNTED` only
 * if all that the person reads is quick to count, or `all` is set.
 */
export async function countMatching(
  executor: Executor,
  visibility: Visibility,
  query: Query | null,
  { all = false, facet = null }: { all?: boolean; facet?: Facet | null } = {},
): Promise<Counted> {
  const value = facet ? sql`${columnOf(facet, visibility)}::text as value` : sql``
  const enough = sql`limit (select n + 1 from most)`
  // PostgreSQL reads no more of `every` than is asked of it. But without a limit inside it plans for all, and takes the
  // index of words: with one it goes from row to row and reads each one's texts, of whose cost it does not know.
  const rows = await executor.execute<Row>(sql`
    with most as materialized (select ${all ? sql`null::int` : mostOf(visibility)} as n),
    every as materialized (select ${value} from ${applications} where ${matching(visibility, query)}
      ${readsTexts(query) ? sql`` : enough}),
    found as materialized (select * from every ${enough}),
    hits as (select * from found limit (select n from most))
    select ${facet ? sql`value, grouping(value) = 1` : sql`null as value, true`} as whole, count(*)::int as count,
      coalesce((select count(*) from found) > (select n from most), false) as more,
      ${savedCount(visibility.person)} as saved
    from hits ${facet ? sql`group by grouping sets ((), (value)) order by count desc, value` : sql``}`)
  const { count: total, more, saved } = rows.find(({ whole }) => whole)!
  const values = rows.flatMap(({ value, whole, count }) => (whole || value === null ? [] : [{ value, count }]))
  return { total, more, values, saved }
}

function columnOf(facet: Facet, visibility: Visibility): SQL {
  return facet === 'status' ? stateSeen(visibility) : sql`${applications[facet]}`
}

/** How many to count for this person at once. Those that they review besides are few. */
const mostOf = ({ around }: Visibility) => sql`
  case when exists (select from ${applications} where ${around} offset ${sql.raw(String(EASY))})
    then ${sql.raw(String(COUNTED))} else ${sql.raw(String(EASY))} end`
