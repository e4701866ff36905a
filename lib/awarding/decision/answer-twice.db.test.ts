import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { connect, db } from '@/db/client'
import { applications, offers } from '@/db/schema'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { aDecidedCall, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { answerOffer } from './answer'
import { award } from './award'
import { releaseResults } from './release'
import { verifyPlaces } from './verify'
import { putOnWaitingList } from './waiting'

test('an offer answered from many windows at once, yes and no, gets one answer', async () => {
  const call = await aDecidedCall(4)
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  const all = await nominated(call, 8)
  const ids = all.map(({ id }) => id)
  await award(db, admin, call, 'phd', ids.slice(0, 4))
  await putOnWaitingList(db, admin, call, 'phd', ids.slice(4))
  await releaseResults(db, admin, call)
  const { db: many, close } = connect(process.env.DATABASE_URL!, 16)
  for (const { id, person } of all.slice(0, 4)) {
    const answers = Array.from({ length: 12 }, (_, n) => (n % 2 ? 'accept' : 'decline') as 'accept' | 'decline')
    const results = await Promise.all(
      answers.map((answer) =>
        answerOffer(many, person, id, answer).then(
          () => answer,
          (error) => {
            if (error instanceof PortalError && error.code === 'conflict') return null
            throw error
          },
        ),
      ),
    )
    const [given, ...others] = new Set(results.filter((result) => result !== null))
    // The sender of the answer that counts sees that it does, however often they send it; the others see that another
    // one was given.
    expect(others).toEqual([])
    expect(results.filter((result) => result === given)).toHaveLength(6)
    const [row] = await db.select().from(applications).where(eq(applications.id, id))
    const [offer] = await db.select().from(offers).where(eq(offers.applicationId, id))
    const state = given === 'accept' ? 'accepted' : 'declined'
    expect([row!.state, offer!.state]).toEqual([state, state])
    const told = (await eventsOf(db, id)).filter(({ type }) => /accept|decline/.test(type))
    expect(told).toHaveLength(1)
  }
  await close()
  const { faults } = await verifyPlaces(db, { callId: call.id, track: 'phd' })
  expect(faults).toEqual([])
})
