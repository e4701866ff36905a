import { eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { applications } from '@/db/schema'
import { answerOffer } from '@/lib/awarding/decision/answer'
import { award } from '@/lib/awarding/decision/award'
import { revokeOffer } from '@/lib/awarding/decision/revoke'
import { putOnWaitingList } from '@/lib/awarding/decision/waiting'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'

/** Decides, declines and withdraws without end, many at once, in a separate process: for tests that kill it. */
const [, , callId, adminId] = process.argv as [string, string, string, string]

const call = await callById(db, callId)
const as = (id: string, roles: Person['roles'] = []): Person => ({
  kind: 'person',
  id,
  sessionId: id,
  email: '',
  name: '',
  emailVerified: true,
  roles,
})
const admin = as(adminId, [{ role: 'admin', callId }])

async function go(offset: number): Promise<void> {
  for (let turn = offset; ; turn++) {
    const rows = await db
      .select()
      .from(applications)
      .where(eq(applications.callId, callId))
      .orderBy(applications.number)
    const one = rows[(turn * 7) % rows.length]!
    const does = {
      nominated: () =>
        turn % 3 === 0 ? putOnWaitingList(db, admin, call, 'phd', [one.id]) : award(db, admin, call, 'phd', [one.id]),
      awarded: () => answerOffer(db, as(one.personId), one.id, turn % 2 === 0 ? 'decline' : 'accept'),
      accepted: () =>
        turn % 2 === 0
          ? withdrawApplication(db, as(one.personId), one.id)
          : revokeOffer(db, admin, one.id, 'A document is not genuine'),
    }[one.state as string]
    await does?.().catch((error) => {
      if (!(error instanceof PortalError)) throw error
    })
  }
}

console.log('started')
await Promise.all([0, 1, 2, 3, 4, 5].map(go))
