import { eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { applications, people } from '@/db/schema'
import { findCall } from '@/lib/call/queries'
import { answerOffer } from '@/lib/decision/answer'
import { award } from '@/lib/decision/award'
import { addCondition } from '@/lib/decision/enrol'
import { setLimit } from '@/lib/decision/quota'
import { releaseResults } from '@/lib/decision/release'
import { notAward } from '@/lib/decision/turn-down'
import { putOnWaitingList } from '@/lib/decision/waiting'
import { letterFor } from '@/lib/offer/letter'
import { createSession } from '@/lib/people/queries'
import { beginEnrolment, confirmEnrolment, pendingOf } from '@/lib/second-factor/factor'
import { codeAt } from '@/lib/second-factor/totp'
import { addWebhook } from '@/lib/webhook/manage'
import { makeToken } from '@/lib/api/tokens'
import { beginActing } from '@/lib/acting/begin'
import { aCall } from './deadlines'
import { aDecidedCall, nominated } from './deciding'
import { aStaffMember, aSubmitted, conflictOf } from './staff'

export async function enrich() {
  const open = await aCall(24)
  const one = await aSubmitted(open, { name: 'Amanuel Tesfaye' })
  const second = await aSubmitted(open, { name: 'Nour Haddad' })
  const call = await aDecidedCall(4)
  const admin = await aStaffMember([{ role: 'admin', callId: null }], { name: 'Admin Earlier' })
  const sessionId = await createSession(db, { personId: admin.id, userAgent: null, seconds: 3600 })
  const here = { ...admin, sessionId }
  await addWebhook(db, admin, { url: 'https://hooks.example.org/told', call: '', states: ['awarded', 'accepted', 'declined'] })
  await beginEnrolment(db, here)
  const { secret } = (await pendingOf(db, here))!
  await confirmEnrolment(db, here, codeAt(secret))
  await makeToken(db, admin, { name: 'Nightly list', scopes: ['applications:read'] as never, days: 365 })
  await db.update(applications).set({ callId: call.id, state: 'nominated' }).where(eq(applications.id, one.id))
  const others = await nominated(call, 10)
  await setLimit(db, admin, call, { track: 'phd', label: 'Kenya', institution: null, countries: ['KE'], genders: null, most: 3, least: null, hard: true })
  await award(db, admin, call, 'phd', [one.id, ...others.slice(0, 3).map(({ id }) => id)])
  await putOnWaitingList(db, admin, call, 'phd', others.slice(3, 7).map(({ id }) => id))
  await notAward(db, admin, call, 'phd', others.slice(7).map(({ id }) => id))
  await releaseResults(db, admin, call)
  await addCondition(db, admin, one.id, { text: 'The final certificate', due: null })
  await letterFor(db, one.applicant, one.id)
  await answerOffer(db, others[0]!.person, others[0]!.id, 'decline', { reason: 'I go elsewhere' })
  await answerOffer(db, others[1]!.person, others[1]!.id, 'accept')
  await conflictOf(admin, second.id).catch(console.error)
  const fill = (await findCall(db, '2021'))!
  const [draft] = await db.select({ id: applications.id }).from(applications).where(eq(applications.state, 'draft')).limit(1)
  await beginActing(db, here, draft!.id, { way: 'telephone' as never, reason: 'No access to the network this week' }).catch(console.error)
  console.log('enriched', fill.slug, await db.$count(applications), await db.$count(people))
}
