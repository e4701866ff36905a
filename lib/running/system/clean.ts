import type { Database } from '@/db/client'
import { removeOldAccesses } from '@/lib/people/access/queries'
import { removeEndedSessions, removeSpentTokens } from '@/lib/people/clean'
import { clearLimits } from '@/lib/people/rate-limit'
import { removeFailedJobs } from '@/lib/running/jobs-view/clean'
import { log } from '@/lib/shared/log/log'
import { removeGoneInstances } from './instances'

/** Removes what has had its time, each kind by itself, and logs how much. What fails is logged, and the rest goes on. */
export async function cleanUp(db: Database): Promise<Record<string, number>> {
  const removed: Record<string, number> = {}
  for (const [name, remove] of Object.entries({
    sessions: removeEndedSessions,
    tokens: removeSpentTokens,
    limits: clearLimits,
    jobs: removeFailedJobs,
    instances: removeGoneInstances,
    accesses: removeOldAccesses,
  })) {
    try {
      removed[name] = await remove(db)
    } catch (err) {
      log.error({ err, of: name }, 'What has had its time could not be removed.')
    }
  }
  log.info({ removed }, 'Removed what has had its time.')
  return removed
}
