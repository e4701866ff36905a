import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import { matching } from './compile'
import { rankedOf } from './order'
import { A_PAGE, type View } from './view'
import type { Visibility } from './visibility'

/**
 * Finds the ids of a page, plus one, where the sort column's keys have an order that no index can have. PostgreSQL goes
 * from key to key, each by its index, until the page is full. Null if it is not full: rows with a key that the Call
 * does not know come last, and this way does not reach them.
 */
export async function pageByKeyOrder(executor: Executor, visibility: Visibility, view: View): Promise<string[] | null> {
  const ranked = rankedOf(view, visibility)
  if (!ranked) return null
  const keys = view.descending ? ranked.keys.toReversed() : ranked.keys
  const before = (view.page - 1) * A_PAGE
  // PostgreSQL knows that `with ordinality` is in order, so it sorts only the rows of one key at a time.
  const rows = await executor.execute<{ id: string }>(sql`
    select hit.id from unnest(${sql.param(keys)}::text[]) with ordinality as value(key, place)
    cross join lateral (
      select ${applications.id}, ${applications.number} from ${applications}
      where ${matching(visibility, view.search.query)} and ${ranked.column} = value.key
      order by ${applications.number} limit ${before + A_PAGE + 1}) hit
    order by value.place, hit.number limit ${A_PAGE + 1} offset ${before}`)
  return rows.length > A_PAGE ? rows.map(({ id }) => id) : null
}
