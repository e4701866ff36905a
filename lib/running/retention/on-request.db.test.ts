import { randomUUID } from 'node:crypto'

import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'

import { applications, calls, events } from '@/db/schema'
import { findDossier, lastErased, saveDossier } from '@/lib/applying/dossier/queries'
import { findCall } from '@/lib/platform/call-store/queries'
import { anApplicant } from '@/lib/tools/testing/applicant'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aSubmitted } from '@/lib/tools/testing/staff'
import { eraseOnRequest, planOf } from './on-request'
import { recordOwnDownload } from './own-data'

test('a dossier in the making is dropped when its application is erased', async () => {
  const call = (await findCall(db, '2021'))!
  const { id, applicant } = await aSubmitted(call, { state: 'withdrawn' })
  const made = () => ({
    applicationId: id,
    variant: 'full' as const,
    contentHash: 'x',
    storageKey: randomUUID(),
    size: 1,
  })
  const before = await lastErased(db, id)
  expect(await eraseOnRequest(db, applicant, [id])).toMatchObject({ erased: 1 })
  const late = made()
  expect(await saveDossier(db, late, before)).toBe(late.storageKey)
  expect(await findDossier(db, id, 'full')).toBeNull()
  // From now on its content reads as erased.
  expect(await saveDossier(db, made(), await lastErased(db, id))).toBeNull()
})

test('erasure on request answers the same to a person who was not nominated and to one who got no place', async () => {
  const call = (await findCall(db, '2021'))!
  const released = await aCall(-24)
  await db.update(calls).set({ resultsReleasedAt: new Date() }).where(eq(calls.id, released.id))
  for (const state of ['not-nominated', 'not-awarded'] as const) {
    const { id, applicant } = await aSubmitted(call, { state })
    await db.update(applications).set({ callId: released.id }).where(eq(applications.id, id))
    expect(await planOf(db, applicant)).toMatchObject({
      account: true,
      applications: [{ state: 'not-awarded', what: 'erased', why: null }],
    })
    expect(await eraseOnRequest(db, applicant, [id])).toEqual({ erased: 1, account: true })
  }
})

test('a person can take their own data a few times an hour, and each time is recorded', async () => {
  const [person, other] = [await anApplicant(), await anApplicant()]
  const taken = await Promise.allSettled(Array.from({ length: 14 }, () => recordOwnDownload(db, person)))
  const refused = taken.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused).toHaveLength(4)
  expect(refused[0]).toMatchObject({ code: 'too-many' })
  const recorded = and(eq(events.actorId, person.id), eq(events.type, 'own-data-downloaded'))
  expect(await db.$count(events, recorded)).toBe(10)
  await recordOwnDownload(db, other)
})
