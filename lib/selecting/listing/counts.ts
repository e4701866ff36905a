import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import { matching } from './compile'
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

/**
 * Counts the matches, and how many of them have each value of a facet. Beyond `COUNTED` it continues only if all that
 * the person reads is quick to count, or `all` is set.
 */
export async function countMatching(
  executor: Executor,
  visibility: Visibility,
  query: Query | null,
  { all = false, facet = null }: { all?: boolean; facet?: Facet | null } = {},
): Promise<Counted> {
  const upTo = (most: number | null) => countUpTo(executor, visibility, query, facet, most)
  const { easy, ...counted } = await upTo(all ? null : COUNTED)
  if (!easy) return counted
  const { easy: _, ...more } = await upTo(EASY)
  return more
}

type Row = { value: string | null; whole: boolean; count: number; more: boolean; easy: boolean; saved: number }

/** Counts up to a limit; `easy`: there are more, but no more than `EASY`. */
async function countUpTo(
  executor: Executor,
  visibility: Visibility,
  query: Query | null,
  facet: Facet | null,
  most: number | null,
): Promise<Counted & { easy: boolean }> {
  const value = facet ? sql`${columnOf(facet, visibility)}::text as value` : sql``
  const rows = await executor.execute<Row>(sql`
    with found as materialized (
      select ${value} from ${applications} where ${matching(visibility, query)}
      ${most === null ? sql`` : sql`limit ${number(most + 1)}`}),
    hits as (select * from found ${most === null ? sql`` : sql`limit ${number(most)}`})
    select ${facet ? sql`value, grouping(value) = 1` : sql`null as value, true`} as whole, count(*)::int as count,
      ${most === null ? sql`false` : sql`(select count(*) > ${number(most)} from found)`} as more,
      ${most === COUNTED ? easy(visibility) : sql`false`} as easy, ${savedCount(visibility.person)} as saved
    from hits ${facet ? sql`group by grouping sets ((), (value)) order by count desc, value` : sql``}`)
  const { count: total, more, easy: goesOn, saved } = rows.find(({ whole }) => whole)!
  const values = rows.flatMap(({ value, whole, count }) => (whole || value === null ? [] : [{ value, count }]))
  return { total, more, easy: goesOn, values, saved }
}

/** A limit that PostgreSQL knows when it plans: for one that it does not know it expects to read a tenth of all rows. */
const number = (n: number) => sql.raw(String(n))

function columnOf(facet: Facet, visibility: Visibility): SQL {
  return facet === 'status' ? stateSeen(visibility) : sql`${applications[facet]}`
}

/** Whether there are more than it counted, and the person reads few enough for a full count. */
const easy = ({ base }: Visibility) => sql`(
  case when (select count(*) > ${number(COUNTED)} from found)
    then not exists (select from ${applications} where ${base} offset ${number(EASY)}) else false end)`
