import { and, inArray, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, referenceRequests, reviews } from '@/db/schema'
import type { State } from '@/lib/application/states'
import type { RequestState } from '@/lib/reference/states'
import type { Audience } from './columns'
import { compileSearch } from './compile'
import { type Eyes, type Known, shown, stateSeen } from './eyes'
import { orderOf } from './order'
import type { Query } from './search'
import { A_PAGE, type View } from './view'

/** A row of the list, without what the person may not know of it: that is null, and `staff` and `reviewed` tell why. */
export type Row = {
  id: string
  /** Read as staff. */
  staff: boolean
  /** Its scores and reviews may be known. */
  reviewed: boolean
  /** Its applicant's name may be known. */
  named: boolean
  number: string
  name: string | null
  title: string | null
  track: string | null
  institution: string | null
  country: string | null
  programme: string | null
  language: string | null
  gender: string | null
  state: State
  submittedAt: Date
  score: number | null
  reviews: number | null
  letters: { received: number; asked: number } | null
  agreement: RequestState | null
  mine: 'todo' | 'begun' | 'in' | null
}

/**
 * Searches have endless many forms, and their values decide how they are best answered: their statements are planned each
 * time and not kept (see `db/client.ts`).
 */
const ONCE = sql.raw('/* once */ true')

/** Which rows the person sees with this search. */
function matching(eyes: Eyes, query: Query | null): SQL {
  return and(ONCE, eyes.base, compileSearch(query, eyes))!
}

export function audienceOf({ staff, named, reviewer }: Eyes): Audience {
  return { staff: staff !== false, named: named !== false, reviewer }
}

/** A page of the list, and whether there are more. */
export async function listPage(executor: Executor, eyes: Eyes, view: View): Promise<{ rows: Row[]; more: boolean }> {
  const rows = await selectRows(executor, eyes, view)
    .where(matching(eyes, view.search.query))
    .orderBy(...orderOf(view, eyes))
    .limit(A_PAGE + 1)
    .offset((view.page - 1) * A_PAGE)
  return { rows: rows.slice(0, A_PAGE) as Row[], more: rows.length > A_PAGE }
}

/** The ids of all that match, in the order of the view: at most so many. */
export async function matchingIds(executor: Executor, eyes: Eyes, view: View, most: number): Promise<string[]> {
  const rows = await executor
    .select({ id: applications.id })
    .from(applications)
    .crossJoin(ANOTHER)
    .where(matching(eyes, view.search.query))
    .orderBy(...orderOf(view, eyes))
    .limit(most)
  return rows.map(({ id }) => id)
}

/** The rows with these ids, as far as the person sees them still, in the order of the ids. */
export async function rowsOf(executor: Executor, eyes: Eyes, view: Pick<View, 'columns'>, ids: string[]) {
  const rows = await selectRows(executor, eyes, view).where(and(ONCE, eyes.base, inArray(applications.id, ids)))
  const byId = new Map(rows.map((row) => [row.id, row as Row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Drizzle leaves the table out of column names in a query on one table, where an inner query would take them for its own. */
const ANOTHER = sql`(select) as another`

function selectRows(executor: Executor, eyes: Eyes, { columns }: Pick<View, 'columns'>) {
  const { staff, named, reviewed } = eyes
  const wants = (column: View['columns'][number]) => columns.includes(column)
  const text = (known: Known, value: SQL) => shown(known, value) as SQL<string | null>
  return executor
    .select({
      id: applications.id,
      staff: flag(staff),
      reviewed: flag(reviewed),
      named: flag(named),
      number: applications.number,
      name: text(named, sql`${applications.applicantName}`),
      title: applications.title,
      track: applications.track,
      institution: applications.institution,
      country: applications.country,
      programme: applications.programme,
      language: applications.language,
      gender: text(staff, sql`${applications.gender}`),
      state: stateSeen(eyes),
      submittedAt: applications.submittedAt,
      score: shown(reviewed, sql`${applications.score}`) as SQL<number | null>,
      reviews: shown(reviewed, sql`${applications.reviewsIn}`) as SQL<number | null>,
      letters: (wants('letters') ? shown(staff, letters) : sql`null`) as SQL<Row['letters']>,
      agreement: (wants('agreement') ? shown(staff, agreement) : sql`null`) as SQL<Row['agreement']>,
      mine: (eyes.reviewer ? mine(eyes) : sql`null`) as SQL<Row['mine']>,
    })
    .from(applications)
    .crossJoin(ANOTHER)
}

const flag = (known: Known) => (typeof known === 'boolean' ? sql<boolean>`${known}::boolean` : sql<boolean>`(${known})`)

const letters = sql`(
  select json_build_object('asked', count(*), 'received', count(*) filter (where q.state = 'received'))
  from ${referenceRequests} q where q.application_id = ${applications.id} and q.kind = 'referee' and q.ended_at is null)`
const agreement = sql`(
  select q.state from ${referenceRequests} q
  where q.application_id = ${applications.id} and q.kind = 'supervisor' and q.ended_at is null)`

/** How far the person's own review of it is. */
const mine = ({ person }: Eyes) => sql`(
  select case when r.submitted_at is not null then 'in' when r.version > 0 then 'begun' else 'todo' end
  from ${assignments} a left join ${reviews} r on r.assignment_id = a.id
  where a.application_id = ${applications.id} and a.person_id = ${person.id} and a.released_at is not null
    and a.cleared_at is not null and a.ended_at is null)`

/** What the list can be narrowed down by with one click. */
export const FACETS = ['status', 'track', 'institution', 'country'] as const
export type Facet = (typeof FACETS)[number]
export type FacetCounts = Record<Facet, { value: string; count: number }[]>

/** Counting stops here: what is beyond is said to be more. */
export const COUNTED = 10_000

/** How many match, and of each facet's values how many of them have it: exact up to `COUNTED`, of the first found beyond. */
export async function countMatching(
  executor: Executor,
  eyes: Eyes,
  query: Query | null,
): Promise<{ total: number; more: boolean; facets: FacetCounts }> {
  const { track, institution, country } = applications
  const rows = await executor.execute<{ g: number; value: string | null; count: number }>(sql`
    with hits as materialized (
      select ${stateSeen(eyes)} as status, ${track}, ${institution}, ${country} from ${applications}
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
