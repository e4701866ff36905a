import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { events, referenceRequests, requestLinks } from '@/db/schema'
import { lastSubmission } from '@/lib/applying/application/queries'
import { saveSection } from '@/lib/applying/application/save'
import { submitApplication } from '@/lib/applying/application/submit'
import type { Call } from '@/lib/call/call'
import { holderOf } from '@/lib/people/personal-links'
import { LIMITS, limited } from '@/lib/people/rate-limit'
import { hashToken } from '@/lib/people/tokens'
import { findCall } from '@/lib/platform/call-store/queries'
import {
  aSupervisor,
  mastersAnswers,
  mastersDocuments,
  phdAnswers,
  phdDocuments,
  twoReferees,
} from '@/lib/tools/testing/answers'
import { anApplicant, anApplication, withDocuments } from '@/lib/tools/testing/applicant'
import {
  aDraft,
  agreementAnswers,
  anInvited,
  aReferee,
  letterAnswers,
  mailsTo,
  sendAsSeen,
  somewhere,
  theSupervisor,
  tokenIn,
} from '@/lib/tools/testing/references'
import { disownRequest, openRequest, saveAnswers } from './answer'
import { inviteAll, invitePerson, namePerson, removePerson } from './ask'
import { standingRequests } from './queries'
import { remindReferees } from './remind'

let call: Call
beforeAll(async () => {
  call = (await findCall(db, '2021'))!
})

const DAY = 24 * 60 * 60 * 1000
const statesOf = async (id: string) => (await standingRequests(db, id)).map(({ state }) => state)
const eventsOf = async (id: string) =>
  (await db.select().from(events).where(eq(events.applicationId, id))).map(({ type }) => type)

test('an applicant cannot name themselves, a referee twice or a third referee', async () => {
  const { person, id } = await aDraft(call)
  const [name, domain] = person.email.split('@')
  const name1 = (email: string) => namePerson(db, person, id, aReferee(email))
  await expect(name1(`${name!.toUpperCase()}+letters@${domain}`)).rejects.toThrow('your own address')
  await name1('One@university.example')
  await expect(name1('one+again@university.example')).rejects.toThrow('Another referee')
  await name1('two@university.example')
  await expect(name1('three@university.example')).rejects.toThrow('2 referees already')
  expect(await statesOf(id)).toEqual(['named', 'named'])
})

test('an applicant who names a referee ten times at once names one', async () => {
  const { person, id } = await aDraft(call)
  const input = aReferee()
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => namePerson(db, person, id, input)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await statesOf(id)).toEqual(['named'])
})

test('Postgres itself refuses the same mailbox twice, and a second supervisor', async () => {
  const { person, id } = await aDraft(call)
  const referee = await namePerson(db, person, id, aReferee())
  const supervisor = await namePerson(db, person, id, theSupervisor())
  for (const { id: _, ...copy } of [referee, { ...supervisor, mailbox: 'another@ucas.example' }])
    await expect(db.insert(referenceRequests).values(copy)).rejects.toThrow()
})

test('another applicant names, invites and removes nobody', async () => {
  const mine = await aDraft(call)
  const { request } = await anInvited(mine)
  const { person: other } = await aDraft(call)
  const refused = { code: 'not-found' }
  await expect(namePerson(db, other, mine.id, aReferee())).rejects.toMatchObject(refused)
  await expect(invitePerson(db, other, mine.id, request.id)).rejects.toMatchObject(refused)
  await expect(removePerson(db, other, mine.id, request.id)).rejects.toMatchObject(refused)
  // A request of another application, by the owner of this one.
  const { id: others } = await aDraft(call)
  await expect(invitePerson(db, mine.person, others, request.id)).rejects.toMatchObject(refused)
  const second = await aDraft(call)
  await expect(invitePerson(db, second.person, second.id, request.id)).rejects.toMatchObject(refused)
})

test('an applicant who clicks ten times at once invites a referee once, and the portal keeps only a hash of the link', async () => {
  const { person, id } = await aDraft(call)
  const input = aReferee()
  const request = await namePerson(db, person, id, input)
  const clicks = [1, 2, 3].flatMap(() => [inviteAll(db, person, id), invitePerson(db, person, id, request.id)])
  await Promise.all(clicks)
  expect(await mailsTo(input.email)).toEqual(['request-invitation'])
  const token = await tokenIn('request-invitation', input.email)
  const links = await db.select().from(requestLinks).where(eq(requestLinks.requestId, request.id))
  expect(links.map(({ hash }) => hash)).toEqual([hashToken(token)])
  expect(JSON.stringify(links)).not.toContain(token)
})

test('nobody can be flooded with mails', async () => {
  const draft = await aDraft(call)
  const { request } = await anInvited(draft)
  const again = () => invitePerson(db, draft.person, draft.id, request.id, true)
  for (let times = 0; times < 3; times++) await again()
  await expect(again()).rejects.toMatchObject({ code: 'too-many' })
  // Nor by naming another in between.
  const other = await namePerson(db, draft.person, draft.id, aReferee(), request.id)
  await expect(namePerson(db, draft.person, draft.id, aReferee(request.email), other.id)).rejects.toMatchObject({
    code: 'too-many',
  })
  expect((await mailsTo(request.email)).length).toBeLessThanOrEqual(5)
})

test('a corrected address ends the old link, tells the old address, and invites the new one', async () => {
  const draft = await aDraft(call)
  const { request, holder, token } = await anInvited(draft, aReferee('mistyped@university.example'))
  await openRequest(db, holder)
  const input = aReferee('right@university.example')
  const next = await namePerson(db, draft.person, draft.id, input, request.id)
  expect(await statesOf(draft.id)).toEqual(['invited'])
  expect(await mailsTo('mistyped@university.example')).toEqual(['request-ended', 'request-invitation'])
  expect(await mailsTo(input.email)).toEqual(['request-invitation'])
  expect(await holderOf(db, token, somewhere)).toEqual(holder)
  const save = { answers: letterAnswers, version: 0, writer: 'test-writer', seq: 1 }
  await expect(saveAnswers(db, holder, save)).rejects.toMatchObject({ code: 'conflict' })
  expect(next.answers).toEqual({})
  expect(await eventsOf(draft.id)).toContain('request-replaced')
})

test('an applicant who corrects a referee but not the address ends no link, loses no draft and sends no mail', async () => {
  const draft = await aDraft(call)
  const { request, holder } = await anInvited(draft, aReferee('same@university.example'))
  await openRequest(db, holder)
  await saveAnswers(db, holder, { answers: letterAnswers, version: 0, writer: 'test-writer', seq: 1 })
  const change = { ...aReferee('Same+x@university.example'), position: 'Dean' }
  await namePerson(db, draft.person, draft.id, change, request.id)
  const [row] = await standingRequests(db, draft.id)
  expect(row).toMatchObject({ id: request.id, state: 'opened', position: 'Dean', answers: letterAnswers })
  expect(await mailsTo(change.email)).toEqual([])
  await sendAsSeen(holder)
})

test('an applicant cannot name an address again whose owner said ‘not me’', async () => {
  const draft = await aDraft(call)
  const { request, holder } = await anInvited(draft)
  await disownRequest(db, holder)
  await namePerson(db, draft.person, draft.id, aReferee(), request.id)
  await expect(namePerson(db, draft.person, draft.id, aReferee(request.email))).rejects.toThrow(
    'not the person you mean',
  )
})

test('an applicant who chooses another institution has to ask the supervisor again', async () => {
  const person = await anApplicant()
  const id = await anApplication(person, call, phdAnswers, [])
  const { request, holder } = await anInvited({ person, id }, theSupervisor())
  await openRequest(db, holder)
  await saveAnswers(db, holder, { answers: agreementAnswers, version: 0, writer: 'test-writer', seq: 1 })
  await sendAsSeen(holder)
  await expect(namePerson(db, person, id, theSupervisor(), request.id)).rejects.toMatchObject({ code: 'conflict' })
  const moved = { ...phdAnswers.choice, institution: 'iop' }
  await saveSection(db, person, id, call.definition, 'choice', {
    answers: moved,
    version: 1,
    writer: 'test-writer',
    seq: 2,
  })
  const again = await namePerson(db, person, id, theSupervisor(request.email), request.id)
  expect(again.id).not.toBe(request.id)
  expect(await statesOf(id)).toEqual(['invited'])
})

test('an applicant who has used up the limit of mails can submit', async () => {
  const person = await anApplicant()
  const id = await anApplication(person, call, phdAnswers)
  await withDocuments(id, phdDocuments)
  for (let mails = 0; mails < LIMITS.invitations.points; mails++) await limited(db, LIMITS.invitations, id)
  await submitApplication(db, person, id, call)
  expect(await statesOf(id)).toEqual(['invited', 'invited', 'invited'])
})

test('exactly one of a letter and the referee’s replacement at the same moment counts', async () => {
  for (let round = 0; round < 8; round++) {
    const draft = await aDraft(call)
    const { request, holder } = await anInvited(draft)
    await openRequest(db, holder)
    await saveAnswers(db, holder, { answers: letterAnswers, version: 0, writer: 'test-writer', seq: 1 })
    const [sent, replaced] = await Promise.allSettled([
      sendAsSeen(holder),
      namePerson(db, draft.person, draft.id, aReferee(), request.id),
    ])
    expect([sent.status, replaced.status].sort()).toEqual(['fulfilled', 'rejected'])
    const refused = [sent, replaced].find((result) => result.status === 'rejected') as PromiseRejectedResult
    expect(refused.reason).toMatchObject({ code: 'conflict' })
    expect(await statesOf(draft.id)).toEqual([sent.status === 'fulfilled' ? 'received' : 'invited'])
  }
})

test('a submission invites the people who were not invited before, in its own transaction', async () => {
  const person = await anApplicant()
  const people = [...twoReferees, aSupervisor].map((one) => ({ ...one, email: `${randomUUID()}@university.example` }))
  const id = await anApplication(person, call, phdAnswers, people)
  await withDocuments(id, phdDocuments)
  const first = (await standingRequests(db, id)).find(({ kind }) => kind === aReferee().kind)
  await invitePerson(db, person, id, first!.id)
  await submitApplication(db, person, id, call)
  expect(await statesOf(id)).toEqual(['invited', 'invited', 'invited'])
  for (const { email } of people)
    expect((await mailsTo(email)).filter((template) => template === 'request-invitation')).toHaveLength(1)
  await expect(removePerson(db, person, id, first!.id)).rejects.toMatchObject({ code: 'forbidden' })
  await namePerson(db, person, id, aReferee(), first!.id)
})

test('a supervisor whom the institution does not ask for gets no mail, and is no part of the submission', async () => {
  const person = await anApplicant()
  const id = await anApplication(person, call, mastersAnswers)
  await withDocuments(id, mastersDocuments)
  await submitApplication(db, person, id, call)
  expect((await statesOf(id)).toSorted()).toEqual(['invited', 'invited', 'named'])
  const { snapshot } = (await lastSubmission(db, id))!
  expect(snapshot.references!.map(({ kind }) => kind)).toEqual(['referee', 'referee'])
})

test('reminders: after the interval, up to the Call’s number, once though two workers run', async () => {
  const draft = await aDraft(call)
  const { request } = await anInvited(draft)
  const { remindEveryDays, remindAtMost } = call.definition.references!
  const remind = (days: number) => {
    const now = new Date(Date.now() + days * DAY)
    return Promise.all([remindReferees(db, now), remindReferees(db, now)])
  }
  const reminders = async () =>
    (await mailsTo(request.email)).filter((template) => template === 'request-reminder').length
  await remind(remindEveryDays - 1)
  expect(await reminders()).toBe(0)
  for (let time = 1; time <= remindAtMost + 2; time++) {
    await remind(time * remindEveryDays + 1)
    expect(await reminders()).toBe(Math.min(time, remindAtMost))
  }
  const token = await tokenIn('request-reminder', request.email)
  expect(await holderOf(db, token, somewhere)).toEqual({ kind: 'link', requestId: request.id })
})
