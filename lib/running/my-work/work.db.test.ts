import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db, reads } from '@/db/client'
import {
  applications,
  assignmentRuns,
  assignments,
  calls,
  eligibilityDecisions,
  messages,
  personTokens,
  proposals,
  reviewComments,
  reviews,
  scenarios,
  subQuotas,
} from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'
import type { Person, Role } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { anApplicant, anApplication } from '@/lib/tools/testing/applicant'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted, assignTo, conflictOf, handInReview } from '@/lib/tools/testing/staff'
import { statementsOf } from '@/lib/tools/testing/statements'
import type { WorkItem } from './item'
import { workOf } from './queries'

const HOUR = 60 * 60 * 1000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR)

let call: Call

beforeEach(async () => {
  call = await aCall(24 * 30)
  await defineAs({ nomination: { limits: [], reminderDays: [7], closesAt: inHours(72).toISOString() } })
})

async function defineAs(change: Record<string, unknown>) {
  const definition = { ...call.definition, ...change }
  await db
    .update(calls)
    .set({ definition, version: call.version + 1 })
    .where(eq(calls.id, call.id))
  call = (await findCall(db, call.slug))!
}

const staff = (...roles: Role[]) => aStaffMember(roles)
const officerOf = (institution: string): Role => ({ role: 'officer', callId: call.id, institution })
const aCandidate = async (state: State, institution = 'isl') => aSubmitted(call, { institution, state })
const titles = async (person: Person, unread = 0) =>
  (await workOf(db, { ...person, unread, mustEnrol: false })).map(({ title }) => title)

test('nothing waits for a person whose Call has nothing to do', async () => {
  for (const role of ['reviewer', 'chief'] as const)
    expect(await titles(await staff({ role, callId: call.id })), role).toEqual([])
  expect(await titles(await staff({ role: 'admin', callId: call.id }))).toEqual(['Nominations are due'])
  expect(await titles(await staff(officerOf('isl')))).toEqual([])
})

test('an officer finds applications to check, corrected or overdue ones, and the list to submit', async () => {
  const officer = await staff(officerOf('isl'))
  await aCandidate('submitted')
  await aCandidate('submitted', 'sari')
  const corrected = await aCandidate('submitted')
  await db.insert(eligibilityDecisions).values({
    applicationId: corrected.id,
    outcome: 'returned',
    told: 'Sharper',
    correctBy: new Date(),
    personId: officer.id,
  })
  const late = await aCandidate('returned')
  await db
    .update(applications)
    .set({ correctBy: inHours(-1) })
    .where(eq(applications.id, late.id))
  await aCandidate('returned')
  await aCandidate('eligible')
  const expected = [
    '1 application to check',
    '1 application was corrected and waits for you',
    '1 returned application was not corrected in time',
    'Hand in the list: PhD, 1 candidate',
  ]
  const items = await workOf(db, { ...officer, unread: 0, mustEnrol: false })
  expect(items.map(({ title }) => title)).toEqual(expected)
  const [toCheck] = items
  expect(toCheck!.due).toEqual(new Date(call.definition.nomination.closesAt!))
})

test('counts leave out what the person may not read: under a conflict, or of another institution', async () => {
  const conflicted = await staff(officerOf('isl'))
  const [toCheck, toReview] = [await aCandidate('submitted'), await aCandidate('eligible')]
  for (const { id } of [toCheck, toReview]) await conflictOf(conflicted, id)
  expect(await titles(conflicted)).toEqual([])
  expect(await titles(await staff(officerOf('sari')))).toEqual([])
  const chief = await staff({ role: 'chief', callId: call.id })
  expect(await titles(chief)).toEqual(['1 application short of reviewers'])
  await conflictOf(chief, toReview.id)
  expect(await titles(chief)).toEqual([])
})

test('a reviewer finds what to declare, to continue, to start and to discuss', async () => {
  await defineAs({ review: { ...call.definition.review, closesAt: inHours(48).toISOString() } })
  const reviewer = await staff({ role: 'reviewer', callId: call.id })
  const colleague = await staff({ role: 'reviewer', callId: call.id })
  const under = async () => (await aCandidate('under-review')).id
  await assignTo(reviewer, await under(), false)
  await assignTo(reviewer, await under())
  const begun = await assignTo(reviewer, await under())
  await db.insert(reviews).values({ assignmentId: begun, version: 3 })
  const discussed = await under()
  await handInReview(await assignTo(reviewer, discussed))
  const say = (person: Person, at: Date) =>
    db.insert(reviewComments).values({ applicationId: discussed, personId: person.id, text: 'Strong', at })
  await say(colleague, inHours(-9))
  const conflicted = await under()
  await assignTo(reviewer, conflicted)
  await conflictOf(reviewer, conflicted)
  const waiting = [
    '1 application: say whether you have a conflict of interest',
    '1 review begun and not handed in',
    '1 review to write',
  ]
  // A comment from before their own review is not new to them.
  expect(await titles(reviewer)).toEqual(waiting)
  await say(colleague, inHours(1))
  expect(await titles(reviewer)).toEqual([...waiting, '1 discussion with new comments'])
  await say(reviewer, inHours(2))
  expect(await titles(reviewer)).toEqual(waiting)
  // Unreleased and ended assignments are not their work.
  await db.update(assignments).set({ releasedAt: null, clearedAt: null }).where(eq(assignments.personId, reviewer.id))
  expect(await titles(reviewer)).toEqual([])
})

test('the chief finds missing reviewers, also after a refusal, finished runs, unreleased assignments and overdue reviews', async () => {
  await defineAs({
    reviewersPerApplication: 1,
    review: { ...call.definition.review, closesAt: inHours(-1).toISOString() },
  })
  const chief = await staff({ role: 'chief', callId: call.id })
  const reviewer = await staff({ role: 'reviewer', callId: call.id })
  const [one, two, three] = await Promise.all([1, 2, 3].map(() => aCandidate('under-review')))
  await assignTo(reviewer, one!.id)
  const refused = await assignTo(reviewer, two!.id, false)
  await db.update(assignments).set({ endedAt: new Date(), endReason: 'declined' }).where(eq(assignments.id, refused))
  const hidden = await assignTo(reviewer, three!.id, false)
  await db.update(assignments).set({ releasedAt: null }).where(eq(assignments.id, hidden))
  await db.insert(assignmentRuns).values({ callId: call.id, state: 'ready', createdBy: chief.id })
  expect(await titles(chief)).toEqual([
    '1 review overdue',
    '1 application needs another reviewer after a conflict of interest or a refusal',
    '1 application short of reviewers',
    '1 proposed assignment ready to look at and apply',
    '1 application with reviewers who are not told yet',
  ])
})

test('an admin of all Calls finds failed mail; an admin finds lists, invitations and dates of their Call', async () => {
  const ofCall = await staff({ role: 'admin', callId: call.id })
  const ofAll = await staff({ role: 'admin', callId: null })
  await aCandidate('eligible')
  await db
    .insert(messages)
    .values({ recipient: 'x@example.org', template: 'verify-email', subject: 'x', text: '', html: '', state: 'failed' })
  const invited = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  await db.insert(personTokens).values({
    hash: invited.id,
    kind: 'accept-invitation',
    personId: invited.id,
    expiresAt: inHours(99),
  })
  const own = ['1 list of nominations not handed in', 'Nominations are due', '1 person invited has not accepted yet']
  expect(await titles(ofCall)).toEqual(own)
  const all = await titles(ofAll)
  expect(all).toEqual(expect.arrayContaining(['1 message could not be sent', ...own]))
  await conflictOf(ofCall, (await aCandidate('eligible')).id)
  expect(await titles(ofCall)).not.toContain('1 list of nominations not handed in')
})

test('anybody finds their own application and their notifications', async () => {
  const reviewer = await staff({ role: 'reviewer', callId: null })
  const id = await anApplication(reviewer, call, {})
  expect(await titles(reviewer, 3)).toEqual([
    'Your application is a draft: submit it',
    '3 notifications that you have not read',
  ])
  await db
    .update(calls)
    .set({ closesAt: inHours(-1) })
    .where(eq(calls.id, call.id))
  expect(await titles(reviewer)).toEqual([])
  const { applicant, id: sent } = await aSubmittedWhileOpen()
  expect(await titles(applicant)).toEqual(['3 letters missing'])
  await db
    .update(applications)
    .set({ state: 'returned', correctBy: inHours(5) })
    .where(eq(applications.id, sent))
  expect(await titles(applicant)).toEqual(['Your application was returned: correct it', '3 letters missing'])
  expect(id).not.toBe(sent)
})

async function aSubmittedWhileOpen() {
  call = await aCall(1)
  return aSubmitted(call, { institution: 'isl' })
}

test('each person sees only their own work', async () => {
  const { applicant } = await aCandidate('submitted')
  expect(await titles(await anApplicant())).toEqual([])
  expect(await titles(applicant)).toEqual(['3 letters missing'])
})

test('the work of thirty Calls takes as many reads as that of one, and each Call keeps its own', async () => {
  const others = await Promise.all(Array.from({ length: 27 }, () => aCall(24 * 30)))
  const rolesIn = ({ id: callId }: Call): Role[] => [
    { role: 'admin', callId },
    { role: 'chief', callId },
    { role: 'officer', callId, institution: 'isl' },
    { role: 'reviewer', callId },
  ]
  const person = await staff()
  const busy: Call[] = []
  // What one Call asks for, or keeps from the person, says nothing about another.
  for (const [reviewersPerApplication, hours] of [
    [1, -1],
    [2, -48],
    [2, 48],
  ] as const) {
    call = await aCall(24 * 30)
    const closesAt = inHours(hours).toISOString()
    await defineAs({ reviewersPerApplication, review: { ...call.definition.review, closesAt } })
    busy.push(call)
    await withWorkFor(person)
  }
  const [first, second, third] = busy as [Call, Call, Call]
  const hidden = await aSubmitted(first, { institution: 'isl', track: 'masters', state: 'nominated' })
  const alsoHidden = await aSubmitted(second, { institution: 'isl', state: 'eligible' })
  for (const { id } of [hidden, alsoHidden]) await conflictOf(person, id)
  const limit = { label: 'Both', institution: 'isl', most: 9, hard: false }
  await db.insert(subQuotas).values([second, third].map(({ id }) => ({ callId: id, ...limit })))

  const now = new Date()
  const workIn = (all: Call[], executor = db) =>
    workOf(executor, { ...person, roles: all.flatMap(rolesIn), unread: 0, mustEnrol: false }, now)
  const alone = (await Promise.all(busy.map((one) => workIn([one])))).flat()
  const all = [...busy, ...others]
  const together = await workIn(all)
  const byKey = (items: WorkItem[]) => items.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  expect(byKey(together)).toEqual(byKey(alone))
  expect(await workIn(all, reads)).toEqual(together)
  expect(await statementsOf(() => workIn(all))).toBe(await statementsOf(() => workIn([first])))

  const kinds = ({ id }: Call) => together.filter(({ key }) => key.includes(id)).map(({ key }) => key.split(' ')[0])
  expect(kinds(first)).toEqual(expect.arrayContaining(['late', 'runs', 'decide', 'scenarios', 'list', 'lists']))
  expect(kinds(first)).not.toContain('short')
  expect(kinds(second)).toEqual(expect.arrayContaining(['late', 'short']))
  expect(kinds(third)).not.toContain('late')
  const decided = ({ id }: Call) => together.flatMap(({ key }) => key.match(`^decide ${id} (.*)`)?.[1] ?? []).sort()
  expect(busy.map(decided)).toEqual([['phd'], [], ['masters', 'phd']])
})

/** Something for each role in the present Call, on both tracks. */
async function withWorkFor(person: Person) {
  const other = await staff({ role: 'admin', callId: null })
  await assignTo(other, (await aCandidate('under-review')).id)
  await assignTo(person, (await aCandidate('under-review')).id)
  await db.insert(assignmentRuns).values({ callId: call.id, state: 'ready', createdBy: other.id })
  for (const track of ['phd', 'masters'] as const) {
    await aSubmitted(call, { institution: 'isl', track, state: 'nominated' })
    const values = { callId: call.id, track, name: 'By rank', rule: {}, result: {}, createdBy: other.id }
    const [scenario] = await db.insert(scenarios).values(values).returning()
    await db.insert(proposals).values({ scenarioId: scenario!.id, proposedBy: other.id })
  }
}
