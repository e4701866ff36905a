import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { instances, people, personTokens, rateLimits, sessions, systemFacts } from '@/db/schema'
import { cleanUp } from './clean'
import { lastFact, noteFact } from './facts'
import { keepPresent, listInstances } from './instances'

const ago = (days: number) => sql`now() - ${days} * interval '1 day'`
let personId: string

beforeAll(async () => {
  const [row] = await db.insert(people).values({ email: 'cleaned@example.org', name: 'Cleaned' }).returning()
  personId = row!.id
})

test('ended sessions go after a month, but each person’s last one stays', async () => {
  const session = (created: number, expires: number, revoked?: number) => ({
    id: randomUUID(),
    personId,
    createdAt: ago(created),
    expiresAt: ago(expires),
    revokedAt: revoked === undefined ? null : ago(revoked),
  })
  const [over, signedOut, revokedLongAgo] = [session(60, 46), session(55, 41, 50), session(50, -1, 49)]
  const [recent, last] = [session(40, 26), session(20, 6)]
  await db.insert(sessions).values([over, signedOut, recent, last, revokedLongAgo])
  const [lonely] = await db.insert(people).values({ email: 'lonely@example.org', name: 'Lonely' }).returning()
  await db.insert(sessions).values({ ...session(300, 290), personId: lonely!.id })
  expect(await cleanUp(db)).toMatchObject({ sessions: 3 })
  const left = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.personId, personId))
  expect(new Set(left.map(({ id }) => id))).toEqual(new Set([recent.id, last.id]))
  expect(await db.$count(sessions, eq(sessions.personId, lonely!.id))).toBe(1)
  expect(await cleanUp(db)).toMatchObject({ sessions: 0 })
})

test('links go a week after their use or end, open invitations after half a year', async () => {
  const token = (hash: string, kind: 'reset-password' | 'accept-invitation', expires: number, used?: number) => ({
    hash,
    kind,
    personId,
    expiresAt: ago(expires),
    usedAt: used === undefined ? null : ago(used),
  })
  await db
    .insert(personTokens)
    .values([
      token('used', 'reset-password', 8, 8),
      token('over', 'reset-password', 8),
      token('old', 'accept-invitation', 181),
      token('taken', 'accept-invitation', -20, 8),
      token('fresh', 'reset-password', -1),
      token('late', 'reset-password', 6),
      token('open', 'accept-invitation', 179),
    ])
  expect(await cleanUp(db)).toMatchObject({ tokens: 4 })
  const left = await db.select({ hash: personTokens.hash }).from(personTokens)
  expect(left.map(({ hash }) => hash).sort()).toEqual(['fresh', 'late', 'open'])
})

test('ended limits, old failed jobs and gone instances are removed', async () => {
  await db.insert(rateLimits).values([
    { key: 'a', points: 1, expire: new Date(Date.now() - 60_000) },
    { key: 'b', points: 1, expire: new Date(Date.now() + 600_000) },
  ])
  await db.execute(sql`select graphile_worker.add_job('no-such-task', max_attempts := 1) from generate_series(1, 3)`)
  await db.execute(sql`
    with job as (select id, row_number() over (order by id) as n from graphile_worker._private_jobs)
    update graphile_worker._private_jobs j set attempts = case when job.n = 3 then 0 else 1 end,
      updated_at = now() - case when job.n = 2 then interval '1 day' else interval '91 days' end from job where job.id = j.id`)
  const instance = { role: 'web' as const, build: 'b', host: 'h' }
  await db.insert(instances).values([
    { ...instance, id: randomUUID(), seenAt: ago(2) },
    { ...instance, id: randomUUID(), seenAt: ago(0.5) },
  ])
  expect(await cleanUp(db)).toMatchObject({ limits: 1, jobs: 1, instances: 1 })
  expect(await db.$count(rateLimits)).toBe(1)
  expect(await db.execute(sql`select from graphile_worker.jobs`)).toHaveLength(2)
})

test('an instance is listed from its first sign of life to its end', async () => {
  const presence = keepPresent('worker')
  await expect
    .poll(async () => (await listInstances(db)).filter(({ id }) => id === presence.id))
    .toMatchObject([{ role: 'worker', present: true }])
  expect((await listInstances(db)).filter(({ role }) => role === 'web')).toMatchObject([{ present: false }])
  await presence.stop()
  expect((await listInstances(db)).filter(({ id }) => id === presence.id)).toEqual([])
})

test('the last backup replaces the note about the one before', async () => {
  expect(await lastFact(db, 'backup')).toBeNull()
  await noteFact(db, 'backup', { bytes: 1 })
  await noteFact(db, 'backup', { bytes: 2 })
  expect(await lastFact(db, 'backup')).toMatchObject({ at: expect.any(Date), facts: { bytes: 2 } })
  expect(await db.$count(systemFacts)).toBe(1)
})
