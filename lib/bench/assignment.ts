import type postgres from 'postgres'
import { db } from '@/db/client'
import { fillCall } from '@/db/seed/fill'
import { applyRun } from '@/lib/assignment/apply'
import { personWithRoles } from '@/lib/assignment/asked'
import { problemOf, type Work } from '@/lib/assignment/build'
import { conflictsOf } from '@/lib/assignment/conflicts'
import { makeAssignment } from '@/lib/assignment/make'
import { makeRelease } from '@/lib/assignment/release-job'
import { lastRelease, startRelease } from '@/lib/assignment/releases'
import { reviewersOf } from '@/lib/assignment/reviewers'
import { startRun } from '@/lib/assignment/runs'
import { findSolution } from '@/lib/assignment/solution'
import { solve } from '@/lib/assignment/solve'
import { assignable } from '@/lib/assignment/wanting'
import { loadWork } from '@/lib/assignment/work'
import { type Call, findCall } from '@/lib/call/queries'
import type { Person } from '@/lib/people/actor'
import { type Bare, solveBare } from './bare-solver'

const APPLICATIONS = 5000
const REVIEWERS = 400
/** Of every eight that are invented, seven and more are submitted. */
const INVENTED = 5500
/** What HiGHS alone may take. */
const PATIENCE_S = Number(process.env.BENCH_SOLVER_SECONDS ?? 1200)
const PARAMETERS = { perApplication: 3, disciplines: 'prefer' as const }

/**
 * An assignment of 5,000 × 3 among 400 reviewers, invented by seed 1, step by step; beside it HiGHS alone, on all pairs
 * at once and on the columns that the solver ended with. Then a run by the job itself, applied and released.
 */
export async function benchAssignment(sql: postgres.Sql): Promise<void> {
  await timed('inventing the data (not measured otherwise)', () => fill(sql))
  const call = (await findCall(db, '2021'))!
  const [row] = await sql<{ id: string }[]>`select id from people where email = 'chief-1-00001@example.org'`
  const chief = await personWithRoles(db, row!.id)
  const work = await read(chief, call)
  await compare(work)
  await run(chief, call)
}

async function fill(sql: postgres.Sql): Promise<void> {
  await fillCall(db, '2021', { applications: INVENTED, reviewers: REVIEWERS, seed: 1 })
  await sql`delete from assignments`
  await sql`
    update applications a set state = case when n.n <= ${APPLICATIONS} then 'eligible' else 'withdrawn' end::application_state,
      score = null, reviews_in = 0
    from (select id, row_number() over (order by number) as n from applications where submitted_at is not null) n
    where a.id = n.id`
  const [{ have } = { have: 0 }] = await sql<{ have: number }[]>`
    select count(*)::int as have from applications where state = 'eligible'`
  if (have !== APPLICATIONS) throw new Error(`There are ${have} eligible applications.`)
  await sql`vacuum analyze`
}

async function read(chief: Person, call: Call): Promise<Work> {
  const reviewers = await reviewersOf(db, call.id)
  console.log(`\n${'step'.padEnd(58)}seconds`)
  await timed('conflicts of interest, one query for all pairs', () =>
    conflictsOf(db, call, reviewers, assignable(chief, call.id)),
  )
  const { work } = await timed('reading all, with that query once more', () => loadWork(db, chief, call, PARAMETERS))
  return work
}

async function compare(work: Work): Promise<void> {
  const problem = await timed('building the problem (costs of all pairs)', async () => problemOf(work))
  let rounds = 0
  const ours = await timed('solving, to the proved optimum of all pairs', () =>
    solve(problem, ({ round }) => {
      rounds = round
    }),
  )
  const same = await solveBare(problem, ours.spreads, (at) => ours.held[at] === 1, PATIENCE_S)
  line('HiGHS alone, the columns that ours ended with', same.ms)
  const full = await solveBare(problem, ours.spreads, () => true, PATIENCE_S).catch((error) => String(error))
  if (typeof full !== 'string') line('HiGHS alone, the full matrix', full.ms)
  console.log(`\n${''.padEnd(38)}columns      rows  objective`)
  const figures = (name: string, columns: number, rows: number, objective: string) =>
    console.log(
      `${name.padEnd(34)}${String(columns).padStart(11)}${String(rows).padStart(10)}${objective.padStart(11)}`,
    )
  figures(`ours, ${rounds} rounds`, ours.looked, ours.rows, ours.objective.toFixed(0))
  const bare = (name: string, { columns, rows, objective, optimal }: Bare) =>
    figures(name, columns, rows, optimal ? objective.toFixed(0) : 'no optimum')
  bare('HiGHS alone, the same columns', same)
  if (typeof full === 'string') console.log(`HiGHS alone, the full matrix: ${full}`)
  else bare('HiGHS alone, the full matrix', full)
  console.log(
    'The full matrix has every pair that may be made, and of the spreads those that bind: the others hold already.',
  )
  console.log(`${ours.chosen.length} assignments, of ${problem.need.reduce((sum, need) => sum + need, 0)} wanted.\n`)
}

async function run(chief: Person, call: Call): Promise<void> {
  const run = await startRun(db, chief, call, PARAMETERS)
  await timed('the whole run as the job makes it, written', () =>
    makeAssignment(db, { runId: run }, (given, onRound) => findSolution(given, onRound)),
  )
  await timed('applying it', () => applyRun(db, chief, run))
  const release = await startRelease(db, chief, call)
  await timed('releasing it, in batches', () => makeRelease(db, { releaseId: release }))
  const done = await lastRelease(db, chief, call)
  console.log(`${done!.shown} assignments released, ${done!.told} reviewers told.`)
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const done = await work()
  line(name, performance.now() - begun)
  return done
}

function line(name: string, ms: number) {
  console.log(`${name.padEnd(56)}${(ms / 1000).toFixed(2).padStart(9)}`)
}
