import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { rateLimits } from '@/db/schema'
import { authenticate } from './authenticate'
import { LIMITS, limited, take } from './rate-limit'

const tiny = { name: 'test', points: 3, seconds: 60 }

test('of fifty at once only as many as allowed are let through', async () => {
  const waits = await Promise.all(Array.from({ length: 50 }, () => take(db, tiny, 'parallel')))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3)
  expect(Math.max(...waits)).toBeLessThanOrEqual(60)
})

test('fifty passwords at once are stopped, the right one among them too, from other networks as well', async () => {
  const attempt = (network: string) =>
    authenticate(db, { email: 'guessed@example.org', password: 'x' }, { network, userAgent: null }, 60).then(
      (result) => result.status,
      (error: Error) => error.message,
    )
  const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => attempt(`198.51.100.${i % 10}`)))
  expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(LIMITS.signInMinutes.points)
  expect(answers.find((answer) => answer !== 'wrong')).toMatch(
    /^Too many attempts\. Please wait 5 minutes and try again, or ask for a link by e-mail/,
  )
})

test('a browser from which the address was signed in to is not shut out by what strangers try', async () => {
  const attempt = (device: string | null) =>
    authenticate(
      db,
      { email: 'owner@example.org', password: 'x' },
      { network: null, userAgent: null, device },
      60,
    ).then(
      (result) => result.status,
      () => 'too many',
    )
  for (let i = 0; i < 60; i++) await attempt(null)
  expect(await attempt(null)).toBe('too many')
  expect(await attempt('the owner’s browser')).toBe('wrong')
  for (let i = 1; i < LIMITS.signInDevice.points; i++) await attempt('the owner’s browser')
  expect(await attempt('the owner’s browser')).toBe('too many')
})

test('a window that is over begins anew', async () => {
  for (let i = 0; i < 4; i++) await take(db, tiny, 'again')
  await expect(limited(db, tiny, 'again')).rejects.toThrow(/1 minute/)
  await db.update(rateLimits).set({ expire: sql`now() - interval '1 second'` })
  expect(await take(db, tiny, 'again')).toBe(0)
})
