import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, calls } from '@/db/schema'
import { reopenApplication } from '@/lib/applying/application/submit'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted } from '@/lib/tools/testing/staff'
import { digestOf } from './digest'
import { handIn } from './hand-in'
import { asHandedIn, candidatesOf, findList } from './queries'
import { saveList } from './save'

test('an applicant withdraws from a list that was handed in, applies to another institution, and is ranked there', async () => {
  const of = await aCall(48)
  const nomination = { ...of.definition.nomination, closesAt: new Date(Date.now() + 3_600_000).toISOString() }
  await db
    .update(calls)
    .set({ definition: { ...of.definition, nomination }, version: of.version + 1 })
    .where(eq(calls.id, of.id))
  const call = (await findCall(db, of.slug))!
  const officerOf = (institution: string) => aStaffMember([{ role: 'officer', callId: call.id, institution }])
  const [there, here] = [await officerOf('isl'), await officerOf('sari')]
  const list = { institution: 'isl', track: 'phd' }
  const { id, applicant } = await aSubmitted(call, { institution: 'isl', state: 'under-review' })
  const { id: other } = await aSubmitted(call, { institution: 'sari', state: 'under-review' })
  const ranked = (...ids: string[]) => ({ ranked: ids.map((one) => ({ id: one, tied: false })), passed: [] })
  const sign = async (person: Person, key: typeof list) => {
    const digest = digestOf(asHandedIn(await candidatesOf(db, person, call.id, key)))
    const { version } = (await findList(db, call.id, key))!
    await handIn(db, person, call, key, { version, digest, signerName: 'Zhao', signerPosition: 'Dean', reason: '' })
  }
  await saveList(db, there, call, list, { version: 0, decision: ranked(id) })
  await sign(there, list)
  await withdrawApplication(db, applicant, id)
  await reopenApplication(db, applicant, id)
  // As if the applicant chose it and the officer checked it.
  await db.update(applications).set({ institution: 'sari', state: 'eligible' }).where(eq(applications.id, id))
  const key = { institution: 'sari', track: 'phd' }
  const saved = await saveList(db, here, call, key, { version: 0, decision: ranked(other, id) })
  expect(saved.outcome).toBe('saved')
  await sign(here, key)
  const states = await db
    .select({ state: applications.state })
    .from(applications)
    .where(eq(applications.callId, call.id))
  expect(states.map(({ state }) => state)).toEqual(['nominated', 'nominated'])
  expect((await findList(db, call.id, list))!.snapshot!.map((one) => one.id)).toEqual([id])
})
