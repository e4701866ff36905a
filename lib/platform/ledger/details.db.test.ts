import { eq, type SQL, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { eraseOnRequest } from '@/lib/running/retention/on-request'
import { aStaffMember, aSubmitted } from '@/lib/tools/testing/staff'
import { eventsOf, recordEvent } from './queries'
import { verifyEvents } from './verify'

/**
 * Names and words are kept beside the chain. A person who can write SQL, but drops no trigger, must not forge them
 * unnoticed.
 */

let call: Call
let officer: Person
let one: Awaited<ReturnType<typeof aSubmitted>>
const ofType = (type: string) => sql`(select max(id) from events where application_id = ${one.id} and type = ${type})`
const forged = (type: string, data: object) =>
  sql`insert into event_details (event_id, salt, data) values (${ofType(type)}, gen_random_uuid(), ${JSON.stringify(data)}::jsonb)`
const removed = (type: string) => sql`delete from event_details where event_id = ${ofType(type)}`

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
})
beforeEach(async () => {
  one = await aSubmitted(call)
  const data = { condition: 'The certificate', met: false, note: 'It is a copy' }
  const by = { applicationId: one.id, actorId: officer.id, actorRole: 'officer' as const }
  await recordEvent(db, { ...by, type: 'condition-marked', data })
})

/** The result of a check of the chain, within a transaction that is rolled back. */
async function foundAfter(...changes: SQL[]): Promise<string | null> {
  let why: string | null = null
  const undone = db.transaction(async (tx) => {
    for (const change of changes) await tx.execute(change)
    why = (await verifyEvents(tx)).broken?.why ?? null
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  return why
}

test('other words in the place of what was recorded, or none, are found', async () => {
  expect(await foundAfter()).toBeNull()
  const lie = forged('condition-marked', { condition: 'The certificate', note: 'All is well' })
  expect(await foundAfter(removed('condition-marked'), lie)).toMatch(/not as they were written/)
  expect(await foundAfter(removed('condition-marked'))).toMatch(/nobody had them erased/)
  expect(await foundAfter(forged('submit', { note: 'Put in' }))).toMatch(/not as they were written/)
})

test('nothing beside the chain can say otherwise than the chain', async () => {
  await db.transaction(async (tx) => {
    await tx.execute(forged('submit', { to: 'enrolled', note: 'Put in' }))
    const submitted = (await eventsOf(tx, one.id)).find(({ type }) => type === 'submit')
    expect(submitted!.data).toMatchObject({ to: 'submitted' })
    await tx.execute(removed('submit'))
  })
})

test('the check of events reports no fault where erased data is missing', async () => {
  await db.update(applications).set({ state: 'withdrawn' }).where(eq(applications.id, one.id))
  await eraseOnRequest(db, one.applicant, [one.id])
  expect((await verifyEvents(db)).broken).toBeNull()
})
