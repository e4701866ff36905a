import { expect, test } from 'vitest'
import { plantedReviews } from '@/lib/tools/testing/reviews'
import { calibrate } from './calibrate'
import { calibrateInProcess } from './in-process'

const options = { places: 40, draws: 200, seed: 3 }

test('a separate process gives the same figures, and this one stays responsive', async () => {
  const { reviews } = plantedReviews({ seed: 11, applications: 300, reviewers: 40, each: 3 })
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const apart = await calibrateInProcess(reviews, options).finally(() => clearInterval(timer))
  expect(apart).toEqual(calibrate(reviews, options))
  expect(turns).toBeGreaterThan(10)
})

test('a cancelled calibration ends at once, and its errors reach the caller', async () => {
  const { reviews } = plantedReviews({ seed: 11, applications: 300, reviewers: 40, each: 3 })
  // Vitest also fails on an uncaught error.
  for (const after of [50, 2000]) {
    const signal = AbortSignal.timeout(after)
    const error = await calibrateInProcess(reviews, { ...options, draws: 1e6 }, signal).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBe(signal.reason)
  }
  await expect(calibrateInProcess(reviews, options, AbortSignal.abort())).rejects.toThrow('aborted')
  await expect(calibrateInProcess(null as never, options)).rejects.toThrow('iterable')
})
