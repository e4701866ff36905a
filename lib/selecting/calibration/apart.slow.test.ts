import { expect, test } from 'vitest'
import { plantedReviews } from '@/lib/tools/testing/reviews'
import { calibrateApart } from './apart'
import { calibrate } from './calibrate'

const options = { places: 40, draws: 200, seed: 3 }

test('the process of its own gives the very figures, and this one goes on meanwhile', async () => {
  const { reviews } = plantedReviews({ seed: 11, applications: 300, reviewers: 40, each: 3 })
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const apart = await calibrateApart(reviews, options).finally(() => clearInterval(timer))
  expect(apart).toEqual(calibrate(reviews, options))
  expect(turns).toBeGreaterThan(10)
})

test('what is cancelled before or within its work ends at once, and errors of the work are told', async () => {
  const { reviews } = plantedReviews({ seed: 11, applications: 300, reviewers: 40, each: 3 })
  // Vitest fails on an error that nobody catches, too.
  for (const after of [50, 2000]) {
    const signal = AbortSignal.timeout(after)
    const error = await calibrateApart(reviews, { ...options, draws: 1e6 }, signal).catch((thrown: unknown) => thrown)
    expect(error).toBe(signal.reason)
  }
  await expect(calibrateApart(reviews, options, AbortSignal.abort())).rejects.toThrow('aborted')
  await expect(calibrateApart(null as never, options)).rejects.toThrow('iterable')
})
