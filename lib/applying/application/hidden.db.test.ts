import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { findCall } from '@/lib/platform/call-store/queries'
import { aSubmitted } from '@/lib/tools/testing/staff'
import { reopenApplication, submitApplication } from './submit'

let call: Call
beforeAll(async () => {
  call = (await findCall(db, '2021'))!
})

test.each(['nominated', 'not-nominated'] as const)(
  'no refusal tells the applicant, who is shown “under review”, that it is %s',
  async (state) => {
    const { id, applicant } = await aSubmitted(call, { state })
    const refusals = await Promise.allSettled([
      submitApplication(db, applicant, id, call),
      reopenApplication(db, applicant, id),
    ])
    for (const refusal of refusals)
      expect(refusal).toMatchObject({
        status: 'rejected',
        reason: { code: 'conflict', message: 'This is no longer possible: the application is under review.' },
      })
    const [row] = await db.select({ state: applications.state }).from(applications).where(eq(applications.id, id))
    expect(row!.state).toBe(state)
  },
)
