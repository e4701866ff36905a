import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { events } from '@/db/schema'
import { findCall } from '@/lib/call/queries'
import { phdAnswers } from '@/lib/testing/answers'
import { anApplicant, anApplication } from '@/lib/testing/applicant'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/testing/staff'
import { exportStatistics, statisticsOf } from './queries'
import { DIMENSIONS, totalOf } from './rules'

test('each stage counts all that came so far; what somebody may not read is in no number, whatever it is counted by', async () => {
  const call = (await findCall(db, '2021'))!
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const states = ['submitted', 'eligible', 'nominated', 'declined', 'enrolled', 'withdrawn'] as const
  for (const state of states) await aSubmitted(call, { institution: 'ustc', state })
  await anApplication(await anApplicant(), call, { ...phdAnswers })
  const hidden = await aSubmitted(call, { track: 'masters', institution: 'iop', state: 'enrolled' })
  const by = (rows: Awaited<ReturnType<typeof statisticsOf>>, key: string | null) => rows.find((row) => row.key === key)
  const before = await statisticsOf(db, admin, call, 'track')
  expect(by(before, 'phd')).toMatchObject({ started: 7, submitted: 6, eligible: 4, nominated: 3, awarded: 2 })
  expect(by(before, 'phd')).toMatchObject({ label: 'PhD', accepted: 1, enrolled: 1, withdrawn: 1 })
  expect(by(before, 'masters')).toMatchObject({ submitted: 1, enrolled: 1 })
  await conflictOf(admin, hidden.id)
  // Their own application, and one that is only begun, are in no number either.
  await anApplication({ ...admin, roles: [] }, call, { ...phdAnswers })
  for (const dimension of DIMENSIONS) {
    const rows = await statisticsOf(db, admin, call, dimension)
    expect(totalOf(rows), dimension).toMatchObject({ started: 7, submitted: 6, enrolled: 1 })
  }
  expect(by(await statisticsOf(db, admin, call, 'institution'), 'iop')).toBeUndefined()
  const csv = await exportStatistics(db, admin, call, 'institution')
  expect(csv).toContain('University of Science and Technology of China')
  expect(csv).not.toContain('Institute of Physics')
  const [event] = await db.select().from(events).where(eq(events.type, 'statistics-exported'))
  expect(event).toMatchObject({ actorId: admin.id, data: { by: 'institution' } })
  const other = await aStaffMember([{ role: 'admin', callId: crypto.randomUUID() }].slice(1) as never)
  expect(totalOf(await statisticsOf(db, other, call, 'track')).submitted).toBe(0)
})
