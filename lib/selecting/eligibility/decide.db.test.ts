import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { eligibilityChecks, eligibilityDecisions, events, messages } from '@/db/schema'
import { loadApplication } from '@/lib/applying/application/queries'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { checkAgain, decideEligibility, decisionKey, type NewDecision, standingDecision } from './decide'
import { decisionsOf, judgedOf, toldTo } from './queries'
import { JudgedMeanwhile, judgeItem } from './verdicts'

let call: Call
let officer: Person
let colleague: Person

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const refused = { outcome: 'ineligible', told: 'The degree is another one.' } as const
const returned = (): NewDecision => ({ outcome: 'returned', told: 'A sharper scan', correctBy: inDays(7) })

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  const role = { role: 'officer', callId: call.id, institution: 'imp' } as const
  officer = await aStaffMember([role], { name: 'Officer One' })
  colleague = await aStaffMember([role], { name: 'Officer Two' })
})

const anApplication = (state?: State) => aSubmitted(call, { institution: 'imp', state })
const stateOf = async (person: Person, id: string) => (await loadApplication(db, person, id)).state
const mailsTo = async (person: Person) =>
  (await db.select().from(messages).where(eq(messages.recipient, person.email))).map(({ template }) => template)

test('a decision changes the state and is recorded, and its mail contains only what the officer wrote for the applicant', async () => {
  const { id, applicant } = await anApplication()
  await decideEligibility(db, officer, id, { ...refused, note: 'A NOTE FOR STAFF' })
  expect(await stateOf(applicant, id)).toBe('ineligible')
  expect(await decisionsOf(db, id)).toMatchObject([
    { outcome: 'ineligible', told: refused.told, note: 'A NOTE FOR STAFF', by: 'Officer One', takenBackAt: null },
  ])
  const where = and(eq(events.applicationId, id), eq(events.type, 'find-ineligible'))
  expect(await db.select().from(events).where(where)).toMatchObject([{ actorRole: 'officer', actorId: officer.id }])
  const sent = await db.select().from(messages).where(eq(messages.recipient, applicant.email))
  const mail = sent.find(({ template }) => template === 'application-ineligible')!
  expect(mail.text).toContain(refused.told)
  expect(`${mail.text}${mail.html}${mail.subject}`).not.toMatch(/NOTE FOR STAFF|Officer One/)
  expect(JSON.stringify(await toldTo(db, await loadApplication(db, applicant, id)))).not.toMatch(/NOTE|Officer/)
})

test('an invalid decision is refused and changes nothing', async () => {
  const { id, applicant } = await anApplication()
  const wrong: NewDecision[] = [
    { outcome: 'ineligible', told: '  ' },
    { outcome: 'returned', told: 'x', correctBy: inDays(-1) },
    { outcome: 'returned', told: '', correctBy: inDays(1) },
  ]
  for (const decision of wrong)
    await expect(decideEligibility(db, officer, id, decision)).rejects.toMatchObject({ code: 'invalid' })
  expect(await stateOf(applicant, id)).toBe('submitted')
  expect(await decisionsOf(db, id)).toEqual([])
})

test('only the institution’s officers and admins decide, judge or take back', async () => {
  const { id, applicant } = await anApplication()
  const conflicted = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'imp' }])
  await conflictOf(conflicted, id)
  const others: [Person, string][] = [
    [applicant, 'forbidden'],
    [await aStaffMember([{ role: 'chief', callId: call.id }]), 'forbidden'],
    [await aStaffMember([{ role: 'officer', callId: call.id, institution: 'imde' }]), 'not-found'],
    [await aStaffMember([{ role: 'reviewer', callId: call.id }]), 'not-found'],
    [{ ...applicant, roles: officer.roles }, 'forbidden'],
    [conflicted, 'not-found'],
  ]
  const judged = { item: 'rule:language', verdict: 'met', note: null } as const
  for (const [person, code] of others) {
    await expect(decideEligibility(db, person, id, { outcome: 'eligible' })).rejects.toMatchObject({ code })
    await expect(checkAgain(db, person, id)).rejects.toMatchObject({ code })
    await expect(judgeItem(db, person, id, judged, null)).rejects.toMatchObject({ code })
  }
  expect(await stateOf(applicant, id)).toBe('submitted')
  await decideEligibility(db, await aStaffMember([{ role: 'admin', callId: null }]), id, { outcome: 'eligible' })
  expect(await stateOf(applicant, id)).toBe('eligible')
})

test('of two officers who decide at once, one wins and the other sees the decision', async () => {
  for (let round = 0; round < 5; round++) {
    const { id, applicant } = await anApplication()
    const seen = decisionKey('submitted', 1, null)
    const results = await Promise.allSettled([
      decideEligibility(db, officer, id, { outcome: 'eligible' }, seen),
      decideEligibility(db, colleague, id, refused, seen),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [decision, ...more] = await decisionsOf(db, id)
    expect(more).toEqual([])
    expect(await stateOf(applicant, id)).toBe(decision!.outcome)
    const lost = results.find((result) => result.status === 'rejected')!
    expect(lost.reason).toMatchObject({ code: 'conflict' })
    expect(lost.reason.message).toContain(
      `${decision!.by} decided: ${decision!.outcome === 'eligible' ? '' : 'not '}eligible`,
    )
  }
})

test('the same decision sent many times counts once', async () => {
  const { id, applicant } = await anApplication()
  const decision = returned()
  const seen = decisionKey('submitted', 1, null)
  await Promise.all(Array.from({ length: 8 }, () => decideEligibility(db, officer, id, decision, seen)))
  expect(await decisionsOf(db, id)).toHaveLength(1)
  expect((await mailsTo(applicant)).filter((template) => template === 'application-returned')).toHaveLength(1)
})

test('a decision and a withdrawal at once: a withdrawn application is not decided, and there is no deadlock', async () => {
  for (let round = 0; round < 5; round++) {
    const { id, applicant } = await anApplication()
    const [decided] = await Promise.allSettled([
      decideEligibility(db, officer, id, refused, decisionKey('submitted', 1, null)),
      withdrawApplication(db, applicant, id),
    ])
    // A rejected application cannot be withdrawn, so whichever comes first holds.
    expect(await stateOf(applicant, id)).toBe(decided.status === 'fulfilled' ? 'ineligible' : 'withdrawn')
  }
})

test('an officer takes a decision back until the review begins, and the applicant gets a mail', async () => {
  const { id, applicant } = await anApplication()
  await decideEligibility(db, officer, id, { outcome: 'eligible' })
  await checkAgain(db, colleague, id)
  await checkAgain(db, colleague, id)
  expect(await stateOf(applicant, id)).toBe('submitted')
  expect((await decisionsOf(db, id))[0]!.takenBackAt).not.toBeNull()
  expect((await mailsTo(applicant)).filter((template) => template === 'application-checked-again')).toHaveLength(1)
  const later = await anApplication('under-review')
  await expect(checkAgain(db, officer, later.id)).rejects.toMatchObject({ code: 'conflict' })
})

test('an officer cannot decide from a stale page', async () => {
  const { id } = await anApplication()
  await decideEligibility(db, officer, id, { outcome: 'eligible' })
  const application = await loadApplication(db, officer, id)
  const standing = await standingDecision(db, application)
  await checkAgain(db, officer, id, decisionKey('eligible', 1, standing))
  await decideEligibility(db, officer, id, { outcome: 'eligible' })
  const old = checkAgain(db, colleague, id, decisionKey('eligible', 1, standing))
  await expect(old).rejects.toMatchObject({ code: 'conflict' })
})

test('verdicts save at once; officers change their own freely and never overwrite another’s unseen', async () => {
  const { id } = await anApplication()
  const item = 'document:passport'
  const first = await judgeItem(db, officer, id, { item, verdict: 'unclear', note: 'Blurred' }, null)
  await judgeItem(db, officer, id, { item, verdict: 'not-met', note: 'Blurred' }, null)
  const blind = judgeItem(db, colleague, id, { item, verdict: 'met', note: null }, first)
  await expect(blind).rejects.toThrow(/Officer One has judged it meanwhile, not met \(“Blurred”\)/)
  const removal = judgeItem(db, colleague, id, { item, verdict: null, note: null }, null)
  await expect(removal).rejects.toBeInstanceOf(JudgedMeanwhile)
  expect(await judgedOf(db, id)).toMatchObject([{ item, verdict: 'not-met', note: 'Blurred', by: 'Officer One' }])
  const at = (await judgedOf(db, id))[0]!.at
  await judgeItem(db, colleague, id, { item, verdict: 'met', note: null }, at)
  expect(await judgedOf(db, id)).toMatchObject([{ verdict: 'met', note: null, by: 'Officer Two' }])
  await judgeItem(db, colleague, id, { item, verdict: null, note: null }, null)
  expect(await judgedOf(db, id)).toEqual([])
  const unknown = judgeItem(db, officer, id, { item: 'document:nothing', verdict: 'met', note: null }, null)
  await expect(unknown).rejects.toMatchObject({ code: 'not-found' })
})

test('of two officers who judge an item at once, one sees the other’s verdict', async () => {
  const { id } = await anApplication()
  const given = { item: 'rule:language', verdict: 'met', note: null } as const
  const results = await Promise.allSettled([officer, colleague].map((person) => judgeItem(db, person, id, given, null)))
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.select().from(eligibilityChecks).where(eq(eligibilityChecks.applicationId, id))).toHaveLength(1)
})

test('nobody changes a verdict after the decision', async () => {
  const { id } = await anApplication()
  await decideEligibility(db, officer, id, { outcome: 'eligible' })
  const late = judgeItem(db, officer, id, { item: 'rule:language', verdict: 'met', note: null }, null)
  await expect(late).rejects.toMatchObject({ code: 'conflict' })
  expect(await db.select().from(eligibilityDecisions).where(eq(eligibilityDecisions.applicationId, id))).toHaveLength(1)
})
