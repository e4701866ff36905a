import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { assignments } from '@/db/schema'
import type { Application } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import { notify } from '@/lib/platform/notification/queries'
import { leadersOf } from '@/lib/selecting/review/chiefs'
import { candidatesOf } from './candidates'
import { tellAssigned } from './tell'

/**
 * Asks a further reviewer where two disagree: whoever fits best of those without a conflict of interest who take more.
 * They see it at once, and are told. Gives the assignment's id; null if nobody can, which the chief is told once. The
 * caller holds the application's row; the reviewers' rows are held too, so that two at once overfill nobody.
 */
export async function assignFurther(tx: Executor, application: Application, call: Call): Promise<string | null> {
  if (application.state !== 'under-review') return null
  const candidates = await candidatesOf(tx, call, application, { lock: true })
  const best = candidates.find(({ isFree }) => isFree)
  if (!best) {
    await tellNobody(tx, application)
    return null
  }
  const { personId } = best.reviewer
  const [row] = await tx
    .insert(assignments)
    .values({ applicationId: application.id, personId, origin: 'disagreement', releasedAt: sql`now()` })
    .returning({ id: assignments.id })
  await tellAssigned(tx, call, new Map([[personId, 1]]))
  return row!.id
}

async function tellNobody(tx: Executor, application: Application) {
  const path = `/applications/${application.id}/reviewers`
  for (const leader of await leadersOf(tx, application)) {
    const data = { number: application.number!, leaderName: leader.name, url: path }
    const key = `nobody-further:${application.id}`
    await notify(tx, leader, { template: 'review-nobody-further', data, path, key })
  }
}
