import { and, eq, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Database } from '@/db/client'
import { assignmentRunPairs, assignmentRuns } from '@/db/schema'
import { log, logged } from '@/lib/shared/log/log'
import { callById, personWithRoles } from './requester'
import { type Loaded, loadWork } from './run-input'
import { parametersSchema, type Summary } from './schema'
import type { Found } from './solution'
import { solveApart } from './solver'

const job = z.object({ runId: z.string() })
const LOOK_MS = 500

/**
 * Works out a run and keeps its proposal, unless the run was cancelled meanwhile. It assigns nothing. A run whose
 * worker died starts again; of two at once, the first to finish counts.
 */
export async function makeAssignment(db: Database, payload: unknown, solve = solveApart): Promise<void> {
  const { runId } = job.parse(payload)
  const going = and(eq(assignmentRuns.id, runId), inArray(assignmentRuns.state, ['waiting', 'running']))
  const [run] = await db
    .update(assignmentRuns)
    .set({ state: 'running', ...LOOKING })
    .where(going)
    .returning()
  if (!run) return
  const tell = async (step: string, progress: number) =>
    (await db.update(assignmentRuns).set({ step, progress }).where(going).returning({ id: assignmentRuns.id })).length >
    0
  const cancelled = new AbortController()
  const watch = setInterval(() => {
    db.select({ id: assignmentRuns.id })
      .from(assignmentRuns)
      .where(going)
      .then((rows) => rows.length === 0 && cancelled.abort(), logged('A run could not be watched.'))
  }, LOOK_MS)
  try {
    const person = await personWithRoles(db, run.createdBy)
    const call = await callById(db, run.callId)
    const loaded = await db.transaction((tx) => loadWork(tx, person, call, parametersSchema.parse(run.parameters)), {
      isolationLevel: 'repeatable read',
    })
    if (!(await tell('Looking for the best assignment', 0.3))) return
    const begun = Date.now()
    const found = await solve(
      loaded.work,
      ({ round }) => void tell(`Looking for the best assignment, round ${round}`, Math.min(0.9, 0.3 + round * 0.05)),
      cancelled.signal,
    )
    await keep(db, runId, loaded, found, (Date.now() - begun) / 1000)
  } catch (error) {
    const ended = { state: 'failed' as const, finishedAt: new Date(), error: String(error).slice(0, 500) }
    const rows = await db.update(assignmentRuns).set(ended).where(going).returning({ id: assignmentRuns.id })
    // A cancelled run ends with an error too, but nothing is wrong then.
    if (rows.length > 0) log.error({ err: error, run: run.id }, 'A run of assignments failed.')
  } finally {
    clearInterval(watch)
  }
}

const LOOKING = { step: 'Looking for conflicts of interest', progress: 0.1 }

async function keep(
  db: Database,
  runId: string,
  { work, applications, reviewers }: Loaded,
  found: Found,
  seconds: number,
) {
  await db.transaction(async (tx) => {
    const going = and(eq(assignmentRuns.id, runId), eq(assignmentRuns.state, 'running'))
    const [run] = await tx.select({ id: assignmentRuns.id }).from(assignmentRuns).where(going).for('update')
    if (!run) return
    const [applicationIds, people, costs]: [string[], string[], number[]] = [[], [], []]
    for (let at = 0; at < found.pairs.length; at += 3) {
      applicationIds.push(applications[found.pairs[at]!]!.id)
      people.push(reviewers[found.pairs[at + 1]!]!.personId)
      costs.push(found.pairs[at + 2]!)
    }
    await tx.execute(sql`
      insert into ${assignmentRunPairs} (run_id, application_id, person_id, cost)
      select ${runId}, p.* from unnest(
        ${sql.param(applicationIds)}::uuid[], ${sql.param(people)}::uuid[], ${sql.param(costs)}::int[]) p`)
    const summary: Summary = {
      applications: work.applications.length,
      reviewers: work.reviewers.length,
      pairs: costs.length,
      short: found.short.map(({ application, ...rest }) => ({ application: applications[application]!.id, ...rest })),
      seconds,
    }
    await tx
      .update(assignmentRuns)
      .set({ state: 'ready', progress: 1, step: null, summary, finishedAt: new Date() })
      .where(eq(assignmentRuns.id, runId))
  })
}
