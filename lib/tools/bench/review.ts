import type postgres from 'postgres'
import { findCall } from '@/lib/platform/call-store/queries'
import { fillCall } from '@/lib/tools/fill'
import { buildBaseline, compare, printHead } from './compare'
import { cookieOf } from './fill'
import { CONNECTIONS, type Requests } from './load'

/** The number of applications and reviewers, added to the existing ones. */
const SIZES = [
  { applications: 1000, reviewers: 80 },
  { applications: 5000, reviewers: 400 },
]

type Review = { application: string; version: number; answers: Record<string, string>; cookie: string }

/** The page of a review, the application beside the score form, and one autosave. */
export async function benchReview(sql: postgres.Sql): Promise<void> {
  await buildBaseline()
  await sql`create table bench_inserts (id bigint generated always as identity primary key, answers jsonb)`
  const { db } = await import('@/db/client')
  if (!(await findCall(db, '2021'))) throw new Error('There is no Call to fill.')
  let before = { applications: 0, reviewers: 0 }
  for (const [index, size] of SIZES.entries()) {
    await fillCall(db, '2021', {
      applications: size.applications - before.applications,
      reviewers: size.reviewers - before.reviewers,
      seed: index + 1,
      add: index > 0,
    })
    before = size
    await sql`vacuum analyze`
    await sql`checkpoint`
    const reviews = await someReviews(sql)
    printHead(size.applications)
    await compare('page of a review', bare.page(reviews), portal.page(reviews))
    await compare('autosave of a review', bare.save(reviews), portal.save(reviews))
  }
}

/** Reviews to write, each by a different, signed-in reviewer. */
async function someReviews(sql: postgres.Sql): Promise<Review[]> {
  const rows = await sql<{ application: string; person: string; version: number; answers: Record<string, string> }[]>`
    select distinct on (a.person_id) a.person_id as person, a.application_id as application,
      coalesce(r.version, 0) as version, coalesce(r.answers, '{}') as answers
    from assignments a
    join applications p on p.id = a.application_id and p.state = 'under-review'
    left join reviews r on r.assignment_id = a.id
    where a.released_at is not null and a.cleared_at is not null and a.ended_at is null and r.submitted_at is null
    order by a.person_id, a.id limit ${CONNECTIONS}`
  if (rows.length < CONNECTIONS) throw new Error(`There are ${rows.length} reviews to be written.`)
  return Promise.all(rows.map(async ({ person, ...review }) => ({ ...review, cookie: await cookieOf(sql, person) })))
}

const headers = { 'content-type': 'application/json' }
const answersOf = ({ answers }: Review, count: number) => ({ ...answers, toCommittee: `Typed so far: ${count}` })

const bare: Record<'page' | 'save', (reviews: Review[]) => Requests> = {
  page: (reviews) => (connection) => ({ path: `/?id=${reviews[connection]!.application}` }),
  save: (reviews) => (connection, count) => ({
    method: 'PUT',
    path: '/insert',
    headers,
    body: JSON.stringify({ answers: answersOf(reviews[connection]!, count), version: 0, writer: 'bench', seq: count }),
  }),
}

const portal: typeof bare = {
  page: (reviews) => (connection) => {
    const { application, cookie } = reviews[connection]!
    return { path: `/review/${application}`, headers: { cookie } }
  },
  save: (reviews) => (connection, count) => {
    const { application, version, cookie } = reviews[connection]!
    // For one page, the later save counts: each request is later than all before it, in microseconds.
    const seq = Math.floor(performance.now() * 1000)
    const answers = answersOf(reviews[connection]!, count)
    return {
      method: 'PUT',
      path: `/api/reviews/${application}`,
      headers: { ...headers, cookie },
      body: JSON.stringify({ answers, version, writer: 'bench-page', seq }),
    }
  },
}
