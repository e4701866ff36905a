import { and, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, referenceRequests, reviews } from '@/db/schema'
import { outlineOf } from '@/lib/applying/application/reviewer-view'
import type { State } from '@/lib/lifecycle/application'
import type { RequestState } from '@/lib/lifecycle/requests'
import { definitionOf } from '@/lib/platform/call-store/versions'
import { snapshotsOf } from '@/lib/selecting/review/queue'
import type { Audience } from './columns'
import { compileSearch, matching, matchingLoosely } from './compile'
import { countMatching } from './counts'
import { pageByKeyOrder } from './key-order'
import { orderOf, rankedOf } from './order'
import type { Facet } from './panels'
import { A_PAGE, type View } from './view'
import { type Known, shown, stateSeen, type Visibility } from './visibility'

/** A row of the list. What the person may not know is null; `staff` and `reviewed` say why. */
export type Row = {
  id: string
  /** The person reads it as staff. */
  staff: boolean
  /** The person may know its scores and reviews. */
  reviewed: boolean
  /** The person may know its applicant's name. */
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

export function audienceOf({ staff, named, reviewer }: Visibility): Audience {
  return { staff: staff !== false, named: named !== false, reviewer }
}

/** A page of the list, and whether there are more. */
export async function listPage(
  executor: Executor,
  visibility: Visibility,
  view: View,
): Promise<{ rows: Row[]; more: boolean }> {
  const { query } = view.search
  const order = orderOf(view, visibility)
  const loosely = matchingLoosely(visibility, query)
  const found = loosely
    ? selectRows(executor, visibility, view, inOrder(executor, loosely, order)).where(compileSearch(query, visibility))
    : selectRows(executor, visibility, view)
        .where(matching(visibility, query))
        .orderBy(...order)
  const rows = await found.limit(A_PAGE + 1).offset((view.page - 1) * A_PAGE)
  return { rows: await withTitles(executor, visibility, rows.slice(0, A_PAGE) as Row[]), more: rows.length > A_PAGE }
}

/**
 * The applications under a condition, in order, as a table: PostgreSQL looks at each for the rest of a search only until
 * a page is full. The limit, which is none, keeps both apart; without an order of its own, the query around it goes
 * through no more than it needs.
 */
function inOrder(executor: Executor, condition: SQL, order: SQL[]) {
  const all = executor.select(getTableColumns(applications)).from(applications).crossJoin(ANOTHER)
  const found = all
    .where(condition)
    .orderBy(...order)
    .limit(2 ** 31 - 1)
    .as('applications')
  return found as unknown as typeof applications
}

/** The same where many match: goes from value to value of the sort column, to avoid sorting all rows. */
export async function listPageOfMany(executor: Executor, visibility: Visibility, view: View) {
  const ids = await pageByKeyOrder(executor, visibility, view)
  if (!ids) return listPage(executor, visibility, view)
  return { rows: await rowsOf(executor, visibility, view, ids.slice(0, A_PAGE)), more: ids.length > A_PAGE }
}

/** PostgreSQL sorts this few quickly anyway. */
const FEW = 2000

/** A complete page of the list: its rows, the count, and the values of a facet. */
export async function answerList(executor: Executor, visibility: Visibility, view: View, facet: Facet | null = null) {
  const counting = countMatching(executor, visibility, view.search.query, { all: view.countAll, facet })
  if (!rankedOf(view, visibility)) {
    const [counted, page] = await Promise.all([counting, listPage(executor, visibility, view)])
    return { ...page, counted }
  }
  // The count decides how to sort.
  const counted = await counting
  const page = await (counted.more || counted.total > FEW ? listPageOfMany : listPage)(executor, visibility, view)
  return { ...page, counted }
}

/** The ids of all matches, in the order of the view, up to a limit. */
export async function matchingIds(
  executor: Executor,
  visibility: Visibility,
  view: View,
  most: number,
): Promise<string[]> {
  const rows = await executor
    .select({ id: applications.id })
    .from(applications)
    .crossJoin(ANOTHER)
    .where(matching(visibility, view.search.query))
    .orderBy(...orderOf(view, visibility))
    .limit(most)
  return rows.map(({ id }) => id)
}

/** The rows with these ids, in their order, as far as the person still sees them. */
export async function rowsOf(executor: Executor, visibility: Visibility, view: Pick<View, 'columns'>, ids: string[]) {
  const rows = await selectRows(executor, visibility, view).where(and(visibility.base, inArray(applications.id, ids)))
  const titled = await withTitles(executor, visibility, rows as Row[])
  const byId = new Map(titled.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** A title may name somebody: it is cleaned where the person may not know the name. */
async function withTitles(executor: Executor, { call }: Visibility, rows: Row[]): Promise<Row[]> {
  const nameless = rows.filter(({ named, title }) => !named && title !== null)
  if (nameless.length === 0) return rows
  const snapshots = await snapshotsOf(
    executor,
    nameless.map(({ id }) => id),
  )
  const titleOf = async (id: string) => {
    const snapshot = snapshots.get(id)
    return snapshot ? outlineOf(await definitionOf(executor, call, snapshot), snapshot).title : null
  }
  return Promise.all(rows.map(async (row) => (row.named ? row : { ...row, title: await titleOf(row.id) })))
}

/**
 * Drizzle omits the table from column names in a query on one table, where an inner query would read them as its own.
 */
const ANOTHER = sql`(select) as another`

function selectRows(
  executor: Executor,
  visibility: Visibility,
  { columns }: Pick<View, 'columns'>,
  from = applications,
) {
  const { staff, named, reviewed } = visibility
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
      state: stateSeen(visibility),
      submittedAt: applications.submittedAt,
      score: shown(reviewed, sql`${applications.score}`) as SQL<number | null>,
      reviews: shown(reviewed, sql`${applications.reviewsIn}`) as SQL<number | null>,
      letters: (wants('letters') ? shown(staff, letters) : sql`null`) as SQL<Row['letters']>,
      agreement: (wants('agreement') ? shown(staff, agreement) : sql`null`) as SQL<Row['agreement']>,
      mine: (visibility.reviewer ? mine(visibility) : sql`null`) as SQL<Row['mine']>,
    })
    .from(from)
    .crossJoin(ANOTHER)
}

const flag = (known: Known) => (typeof known === 'boolean' ? sql<boolean>`${known}::boolean` : sql<boolean>`(${known})`)

const letters = sql`(
  select json_build_object('asked', count(*), 'received', count(*) filter (where q.state = 'received'))
  from ${referenceRequests} q where q.application_id = ${applications.id} and q.kind = 'referee' and q.ended_at is null)`
const agreement = sql`(
  select q.state from ${referenceRequests} q
  where q.application_id = ${applications.id} and q.kind = 'supervisor' and q.ended_at is null)`

/** The progress of the person's own review. */
const mine = ({ person }: Visibility) => sql`(
  select case when r.submitted_at is not null then 'in' when r.version > 0 then 'begun' else 'todo' end
  from ${assignments} a left join ${reviews} r on r.assignment_id = a.id
  where a.application_id = ${applications.id} and a.person_id = ${person.id} and a.released_at is not null
    and a.cleared_at is not null and a.ended_at is null)`
