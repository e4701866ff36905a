import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'

import { applications, calls } from '@/db/schema'
import { findCall } from '@/lib/call/queries'
import { findDossier, lastErased, saveDossier } from '@/lib/dossier/queries'
import { aCall } from '@/lib/testing/deadlines'
import { aSubmitted } from '@/lib/testing/staff'
import { eraseOnRequest, planOf } from './on-request'

test('a dossier whose content was read before the application was erased is not kept', async () => {
  const call = (await findCall(db, '2021'))!
  const { id, applicant } = await aSubmitted(call, { state: 'withdrawn' })
  const made = () => ({
    ...{ applicationId: id, variant: 'full' as const, contentHash: 'x', storageKey: randomUUID(), size: 1 },
  })
  const before = await lastErased(db, id)
  expect(await eraseOnRequest(db, applicant, [id])).toMatchObject({ erased: 1 })
  const late = made()
  expect(await saveDossier(db, late, before)).toBe(late.storageKey)
  expect(await findDossier(db, id, 'full')).toBeNull()
  // What is read of it now is erased already.
  expect(await saveDossier(db, made(), await lastErased(db, id))).toBeNull()
})

test('on request: whoever was not nominated is told the same as whoever was and got no place', async () => {
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
