import type { Database } from '@/db/client'
import { removeOldAccesses } from '@/lib/people/access/queries'
import { removeEndedSessions, removeSpentTokens } from '@/lib/people/clean'
import { clearLimits } from '@/lib/people/rate-limit'
import { removeFailedJobs } from '@/lib/running/jobs-view/clean'
import { log } from '@/lib/shared/log/log'
import { removeGoneInstances } from './instances'

/** Removes old data, each kind separately, and logs how much. It logs a failure and continues with the rest. */
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
