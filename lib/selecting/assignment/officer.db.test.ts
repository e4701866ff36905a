import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { roles } from '@/db/schema'
import { findApplication } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import { findCall } from '@/lib/platform/call-store/queries'
import { aStaffMember, aSubmitted } from '@/lib/tools/testing/staff'
import { candidatesOf } from './candidates'
import { addByHand } from './manual-assignment'

test('an officer of the institution who is a reviewer too never gets its applications', async () => {
  const call: Call = (await findCall(db, '2021'))!
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const both = await aStaffMember([
    { role: 'reviewer', callId: call.id },
    { role: 'officer', callId: call.id, institution: 'ucas' },
  ])
  const [own, other] = [
    await aSubmitted(call, { institution: 'ucas', state: 'eligible' }),
    await aSubmitted(call, { institution: 'ustc', state: 'eligible' }),
  ]
  const asCandidate = async (id: string) => {
    const application = (await findApplication(db, id))!
    return (await candidatesOf(db, call, application, { person: both.id }))[0]!
  }
  expect(await asCandidate(own.id)).toMatchObject({ refused: true, reasons: expect.arrayContaining(['institution']) })
  expect(await asCandidate(other.id)).toMatchObject({ refused: false })
  await expect(addByHand(db, chief, own.id, both.id, true)).rejects.toMatchObject({ code: 'conflict' })
  // This holds while they are an officer of this Call.
  await db.update(roles).set({ endedAt: new Date() }).where(eq(roles.institution, 'ucas'))
  expect(await asCandidate(own.id)).toMatchObject({ refused: false })
})
