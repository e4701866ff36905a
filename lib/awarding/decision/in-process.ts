import { inOwnProcess } from '@/lib/shared/own-process'
import type { ScenarioRule } from './schema'
import type { Pool, ScenarioResult } from './simulate'

/** 500 candidates take seconds; whatever takes as long as this will not end. */
const PATIENCE_MS = 3 * 60_000

let last: Promise<unknown> = Promise.resolve()

/**
 * `simulate` in a process of its own, so that the portal answers meanwhile; one after the other, so that somebody who
 * tries many leaves the processor to the others. @throws Error if it took too long
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
