import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { messages, people, rateLimits } from '@/db/schema'
import { mailBrowserLink, useBrowserLink } from './accounts'
import { authenticate } from './authenticate'
import { hashPassword } from './password'
import { findByEmail } from './queries'
import { LIMITS, take } from './rate-limit'
import { createToken } from './tokens'

const password = 'three plain words'

async function anOwner() {
  const email = `${crypto.randomUUID()}@example.org`
  const passwordHash = await hashPassword(password)
  await db.insert(people).values({ email, name: 'Owner', passwordHash, emailVerifiedAt: new Date() })
  return email
}

/** The answer to one attempt: 'signed-in', 'wrong' or 'held-up'. */
async function attempt(email: string, given: string, network: string | null, device: string | null = null) {
  const client = { network, userAgent: null, device }
  return authenticate(db, { email, password: given }, client, 60).then(
    (result) => result.status,
    () => 'held-up' as const,
  )
}

/** All windows of at most so many seconds end. */
const wait = (seconds: number) =>
  db
    .update(rateLimits)
    .set({ expire: sql`now() - interval '1 second'` })
    .where(sql`${rateLimits.expire} <= now() + ${seconds} * interval '1 second'`)

test('ten wrong passwords of strangers leave the owner the way in, from any browser and network', async () => {
  const email = await anOwner()
  for (let i = 0; i < 10; i++) expect(await attempt(email, 'a guess', '203.0.113.9')).toBe('wrong')
  expect(await attempt(email, password, '203.0.113.9')).toBe('signed-in')
  expect(await attempt(email, password, null)).toBe('signed-in')
})

test('the owner’s browser gets in and the guesses stay within each step, whatever strangers do and however long', async () => {
  const [minutes, hour] = [LIMITS.signInMinutes, LIMITS.signInHour]
  const move = fc.oneof(
    { weight: 5, arbitrary: fc.record({ guesses: fc.integer({ min: 1, max: 30 }), network: fc.ipV4() }) },
    { weight: 2, arbitrary: fc.constant('five minutes pass' as const) },
    { weight: 1, arbitrary: fc.constant('the owner signs in' as const) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 2, maxLength: 8 }), async (moves) => {
      const [email, device] = [await anOwner(), crypto.randomUUID()]
      let [inStep, inAll] = [0, 0]
      for (const made of moves) {
        if (made === 'five minutes pass') {
          await wait(minutes.seconds)
          inStep = 0
        } else if (made === 'the owner signs in') {
          expect(await attempt(email, password, null, device)).toBe('signed-in')
        } else {
          const answers = await Promise.all(
            Array.from({ length: made.guesses }, () => attempt(email, 'a guess', made.network)),
          )
          const looked = answers.filter((answer) => answer === 'wrong').length
          inStep += looked
          inAll += looked
          expect(inStep).toBeLessThanOrEqual(minutes.points)
          expect(inAll).toBeLessThanOrEqual(hour.points)
        }
      }
      expect(await attempt(email, password, null, device)).toBe('signed-in')
    }),
    { numRuns: 2 },
  )
})

test('refusals by a short step do not fill the longer ones', async () => {
  const email = await anOwner()
  for (let i = 0; i < LIMITS.signInHour.points; i++) await attempt(email, 'a guess', '203.0.113.10')
  expect(await attempt(email, password, null)).toBe('held-up')
  await wait(LIMITS.signInMinutes.seconds)
  expect(await attempt(email, password, null)).toBe('signed-in')
})

test('a mailed link lets a browser in once; to unknown addresses nothing is sent, and the answer is the same', async () => {
  const email = await anOwner()
  expect(await mailBrowserLink(db, email)).toEqual(await mailBrowserLink(db, 'nobody-there@example.org'))
  const sent = await db.select({ to: messages.recipient }).from(messages).where(eq(messages.template, 'know-browser'))
  expect(sent).toEqual([{ to: email }])
  const person = await findByEmail(db, email)
  const token = await createToken(db, 'know-browser', person!.id)
  expect(await useBrowserLink(db, await createToken(db, 'reset-password', person!.id))).toBeNull()
  expect(await useBrowserLink(db, token)).toBe(email)
  expect(await useBrowserLink(db, token)).toBeNull()
  // The link leaves the password unchanged.
  expect((await db.select().from(people).where(eq(people.email, email)))[0]!.passwordHash).toBe(person!.passwordHash)
})

test('a campus of hundreds signs in from one network, wrong first attempts too', async () => {
  const campus = '198.51.100.77'
  const others = Array.from({ length: 500 }, () => take(db, LIMITS.signInNetwork, campus))
  expect(new Set(await Promise.all(others))).toEqual(new Set([0]))
  expect(await attempt('student@example.org', 'mistyped', campus)).toBe('wrong')
})
