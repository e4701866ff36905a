import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import { matching } from './compile'
import type { Eyes } from './eyes'
import type { Query } from './search'

/** What the list can be narrowed down by with one click. */
export const FACETS = ['status', 'track', 'institution', 'country'] as const
export type Facet = (typeof FACETS)[number]
export type FacetCounts = Record<Facet, { value: string; count: number }[]>
/** `more`: there are more than `total`, and the facets are of that many of them. */
export type Counted = { total: number; more: boolean; facets: FacetCounts }

/** Counting stops here: what is beyond is said to be more. */
export const COUNTED = 10_000

/** How many match, and of each facet's values how many of them have it: exact up to `COUNTED`, of the first found beyond. */
export async function countMatching(
  executor: Executor,
  eyes: Eyes,
  query: Query | null,
): Promise<Counted> {
  const { state, track, institution, country } = applications
  const rows = await executor.execute<{ g: number; value: string | null; count: number }>(sql`
    with hits as materialized (
      select ${state} as status, ${track}, ${institution}, ${country} from ${applications}
      where ${matching(eyes, query)} limit ${COUNTED + 1})
    select grouping(status, track, institution, country) as g, coalesce(status::text, track, institution, country) as value,
      count(*)::int as count
    from hits group by grouping sets ((), (status), (track), (institution), (country)) order by count desc, value`)
  // A bit is 0 for the one that is grouped by; the first is the highest.
  const values = (facet: Facet) => {
    const g = 0b1111 & ~(0b1000 >> FACETS.indexOf(facet))
    return rows.flatMap(({ g: of, value, count }) => (of === g && value !== null ? [{ value, count }] : []))
  }
  const found = rows.find(({ g }) => g === 0b1111)?.count ?? 0
  return {
    total: Math.min(found, COUNTED),
    more: found > COUNTED,
    facets: {
      status: values('status'),
      track: values('track'),
      institution: values('institution'),
      country: values('country'),
    },
  }
}
