import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { events } from '@/db/schema'
import { findCall } from '@/lib/platform/call-store/queries'
import { aStaffMember, aSubmitted } from '@/lib/tools/testing/staff'
import { recordRead } from './recorded-reads'

test('the record notes each reader of an application or document once an hour, and never its applicant', async () => {
  const call = (await findCall(db, '2021'))!
  const { id, applicant } = await aSubmitted(call)
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  const noted = async (type: string) =>
    (
      await db
        .select()
        .from(events)
        .where(and(eq(events.applicationId, id), eq(events.type, type)))
    ).map(({ actorRole, actorId }) => [actorRole, actorId])
  for (const person of [officer, officer, reviewer, applicant]) await recordRead(db, person, id, 'application-read')
  expect(await noted('application-read')).toEqual([
    ['officer', officer.id],
    ['reviewer', reviewer.id],
  ])
  for (const document of ['one', 'two', 'one']) await recordRead(db, officer, id, 'document-read', { document })
  expect(await noted('document-read')).toHaveLength(2)
  await db.transaction(async (tx) => {
    await tx.execute(sql`alter table events disable trigger user`)
    await tx.execute(sql`update events set at = at - interval '61 minutes'`)
    await tx.execute(sql`alter table events enable trigger user`)
  })
  await recordRead(db, officer, id, 'application-read')
  expect(await noted('application-read')).toHaveLength(3)
})
