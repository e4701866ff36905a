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
 * Asks a further reviewer where two disagree: the best fit without a conflict of interest and with room for more. The
 * reviewer sees the application at once and gets a notice. Returns the assignment's id, or null if nobody is free; the
 * chief gets one notice of that. The caller locks the application's row, and this locks the reviewers' rows, so that
 * two calls at once never exceed a load.
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
