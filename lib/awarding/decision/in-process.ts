import { inOwnProcess } from '@/lib/shared/own-process'
import type { ScenarioRule } from './schema'
import type { Pool, ScenarioResult } from './simulate'

/** 500 candidates take seconds; a simulation that takes this long will not end. */
const PATIENCE_MS = 3 * 60_000

let last: Promise<unknown> = Promise.resolve()

/**
 * Runs `simulate` in a separate process, so that the portal stays responsive; one at a time, so that many scenarios
 * leave the processor to others. @throws Error if it took too long
 */
export function simulateInProcess(rule: ScenarioRule, pool: Pool): Promise<ScenarioResult> {
  const work = () =>
    inOwnProcess<ScenarioResult>('lib/awarding/decision/simulate-process.ts', 'simulate', [rule, pool], {
      patienceMs: PATIENCE_MS,
    })
  const its = last.then(work)
  last = its.catch(() => {})
  return its
}
