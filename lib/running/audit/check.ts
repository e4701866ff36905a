import { desc, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Database, Executor } from '@/db/client'
import { eventChecks, events, people } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { verifyEvents } from '@/lib/platform/ledger/verify'

/** Queues a job that checks the whole chain of events, and records who asked. */
export async function startCheck(db: Database, admin: Person): Promise<void> {
  await db.transaction(async (tx) => {
    await recordEvent(tx, { applicationId: null, actorId: admin.id, actorRole: 'admin', type: 'chain-checked' })
    const [row] = await tx
      .insert(eventChecks)
      .values({ askedBy: admin.id, total: sql`(select count(*) from ${events})` })
      .returning({ id: eventChecks.id })
    await tx.execute(sql`select graphile_worker.add_job('verify-events',
      json_build_object('id', ${row!.id}::text), job_key := ${jobKey(row!.id)}, max_attempts := 3, priority := 20)`)
  })
}

const jobKey = (id: string) => `verify:${id}`
const job = z.object({ id: z.uuid() })

/** The job. If a worker died, it starts again at the first event. */
export async function runCheck(db: Database, payload: unknown): Promise<void> {
  const { id } = job.parse(payload)
  const one = eq(eventChecks.id, id)
  const told = async (checked: number) => void (await db.update(eventChecks).set({ checked }).where(one))
  const { checked, broken, seal } = await verifyEvents(db, { told })
  await db
    .update(eventChecks)
    .set({ checked, seal, brokenId: broken?.id ?? null, broken: broken?.why ?? null, finishedAt: sql`now()` })
    .where(one)
}

export type Check = Awaited<ReturnType<typeof lastChecks>>[number]

/** The last checks of the chain, newest first. `going`: the job still exists. */
export function lastChecks(executor: Executor, most: number) {
  return executor
    .select({
      check: eventChecks,
      by: people.name,
      going: sql<boolean>`${eventChecks.finishedAt} is null and exists (
        select from graphile_worker.jobs j where j.key = 'verify:' || ${eventChecks.id}
          and (j.attempts < j.max_attempts or j.locked_at is not null))`,
    })
    .from(eventChecks)
    .innerJoin(people, eq(people.id, eventChecks.askedBy))
    .orderBy(desc(eventChecks.createdAt), desc(eventChecks.id))
    .limit(most)
}
