import { inOwnProcess } from '@/lib/shared/own-process'
import type { Calibration, Options, Review } from './calibrate'

/** A track of 15,000 reviews takes seconds; one that takes this long will not end. */
const PATIENCE_MS = 10 * 60_000

/** Runs `calibrate` in a separate process, so that the portal stays responsive. @throws Error if it took too long */
export function calibrateInProcess(reviews: Review[], options: Options, signal?: AbortSignal): Promise<Calibration> {
  return inOwnProcess('lib/selecting/calibration/process.ts', 'calibrate', [reviews, options], {
    patienceMs: PATIENCE_MS,
    signal,
  })
}
