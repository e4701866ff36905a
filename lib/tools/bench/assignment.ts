import type postgres from 'postgres'
import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { applyRun } from '@/lib/selecting/assignment/apply'
import { assignable } from '@/lib/selecting/assignment/assignable'
import { problemOf } from '@/lib/selecting/assignment/build'
import { conflictsOf } from '@/lib/selecting/assignment/conflicts'
import { makeAssignment } from '@/lib/selecting/assignment/make'
import type { Problem, Solution } from '@/lib/selecting/assignment/problem'
import { makeRelease } from '@/lib/selecting/assignment/release-job'
import { lastRelease, startRelease } from '@/lib/selecting/assignment/releases'
import { personWithRoles } from '@/lib/selecting/assignment/requester'
import { reviewersOf } from '@/lib/selecting/assignment/reviewers'
import { loadWork } from '@/lib/selecting/assignment/run-input'
import { startRun } from '@/lib/selecting/assignment/runs'
import { findSolution } from '@/lib/selecting/assignment/solution'
import { solve } from '@/lib/selecting/assignment/solve'
import { fillCall } from '@/lib/tools/fill'
import { type Bare, solveBare } from './bare-solver'
import { bareAssignments, bareEvents, bareNotices, bareUpdates, undone } from './bare-writes'
import { processSeconds } from './process-times'

const APPLICATIONS = 5000
const REVIEWERS = 400
/** Of every eight invented applications, at least seven are submitted. */
const INVENTED = 5500
/** The time limit for HiGHS by itself; 0 leaves out the full matrix. */
const PATIENCE_S = Number(process.env.BENCH_SOLVER_SECONDS ?? 1200)
const PARAMETERS = { perApplication: 3, disciplines: 'prefer' as const }

/**
 * An assignment of 5,000 × 3 among 400 reviewers, invented by seed 1, step by step; beside it HiGHS by itself, on all
 * pairs at once and on the solver's final columns. Then a run by the job itself, applied and released.
 */
export async function benchAssignment(sql: postgres.Sql): Promise<void> {
  await timed('inventing the data (not measured otherwise)', () => fill(sql))
  const call = (await findCall(db, '2021'))!
  const [row] = await sql<{ id: string }[]>`select id from people where email = 'chief-1-00001@example.org'`
  const chief = await personWithRoles(db, row!.id)
  const reviewers = await reviewersOf(db, call.id)
  console.log(`\n${''.padEnd(56)}   seconds   process  database`)
  await timed('conflicts of interest, one query for all pairs', () =>
    conflictsOf(db, call, reviewers, assignable(chief, call.id)),
  )
  const { work } = await timed('reading all, with that query once more', () => loadWork(db, chief, call, PARAMETERS))
  const problem = await timed('building the problem (costs of all pairs)', async () => problemOf(work))
  let rounds = 0
  const ours = await timed('solving, to the proved optimum of all pairs', () =>
    solve(problem, ({ round }) => {
      rounds = round
    }),
  )
  await run(sql, chief, call)
  await compare(problem, ours, rounds)
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

/** HiGHS by itself on our final columns, and on all pairs at once. */
async function compare(problem: Problem, ours: Solution, rounds: number): Promise<void> {
  const bare = (name: string, holds: (at: number) => boolean) =>
    timed(`HiGHS alone, ${name}`, () => solveBare(problem, ours.spreads, holds, PATIENCE_S || 1200))
  const same = await bare('the same columns', (at) => ours.held[at] === 1)
  const full = PATIENCE_S === 0 ? 'left out' : await bare('the full matrix', () => true).catch(String)
  console.log(`\n${''.padEnd(34)}    columns      rows  objective`)
  const figures = (name: string, columns: number, rows: number, objective: string) =>
    console.log(
      `${name.padEnd(34)}${String(columns).padStart(11)}${String(rows).padStart(10)}${objective.padStart(11)}`,
    )
  const ofBare = (name: string, { columns, rows, objective, optimal }: Bare) =>
    figures(`HiGHS alone, ${name}`, columns, rows, optimal ? objective.toFixed(0) : 'not reached')
  figures(`ours, ${rounds} rounds`, ours.looked, ours.rows, ours.objective.toFixed(0))
  ofBare('the same columns', same)
  if (typeof full === 'string') console.log(`HiGHS alone, the full matrix: ${full}`)
  else ofBare('the full matrix', full)
  console.log(
    'The full matrix has every pair that may be made; of the spreads, those that bind: the others hold anyway.',
  )
}

async function run(sql: postgres.Sql, chief: Person, call: Call): Promise<void> {
  const run = await startRun(db, chief, call, PARAMETERS)
  await timed('the whole run as the job makes it, written', () =>
    makeAssignment(db, { runId: run }, (given, onRound) => findSolution(given, onRound)),
  )
  await undone(sql, async (tx) => {
    await timed('bare inserts of its assignments', () => bareAssignments(tx, chief, run))
    await timed('bare inserts of their events', () => bareEvents(tx, chief, 'reviewers-assigned'))
  })
  await timed('applying it', () => applyRun(db, chief, run))
  await undone(sql, async (tx) => {
    await timed('bare updates of assignments and applications', () => bareUpdates(tx))
    await timed('bare inserts of their events', () => bareEvents(tx, chief, 'start-review'))
    await timed('bare inserts of notices, mails and their jobs', () => bareNotices(tx))
  })
  const release = await startRelease(db, chief, call)
  await timed('releasing it, in batches', () => makeRelease(db, { releaseId: release }))
  const done = await lastRelease(db, chief, call)
  console.log(`${done!.shown} assignments released, ${done!.told} reviewers told.`)
}

/** Prints the elapsed time, and of it the processor time of this process and of the database: a busy clock says less. */
async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const used = await processSeconds()
  const begun = performance.now()
  const done = await work()
  const seconds = (performance.now() - begun) / 1000
  const [own, database] = await processSeconds()
  const figures = [seconds, own - used[0], database - used[1]]
  console.log(name.padEnd(56) + figures.map((one) => one.toFixed(2).padStart(10)).join(''))
  return done
}
