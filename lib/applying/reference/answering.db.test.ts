import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { calls, events, notifications, rateLimits, referenceRequests } from '@/db/schema'
import { reopenApplication } from '@/lib/applying/application/submit'
import { jobOf } from '@/lib/applying/dossier/queries'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Call } from '@/lib/call/call'
import { holderOf } from '@/lib/people/personal-links'
import { findCall } from '@/lib/platform/call-store/queries'
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
import {
  declineRequest,
  disownRequest,
  mailCandidate,
  openRequest,
  reconsiderRequest,
  saveAnswers,
  sendAnswers,
} from './answer'
import { loadAsked, otherCandidates } from './asked'

let call: Call
beforeAll(async () => {
  call = (await findCall(db, '2021'))!
})

const save = (answers = letterAnswers, version = 0, seq = 1, writer = 'test-writer') => ({
  answers,
  version,
  writer,
  seq,
})
const rowOf = async (id: string) => (await db.select().from(referenceRequests).where(eq(referenceRequests.id, id)))[0]!
const told = async (personId: string) =>
  (await db.select().from(notifications).where(eq(notifications.personId, personId))).map(({ title }) => title)

test('a referee opens, drafts and sends a letter and gets a receipt; the applicant learns that it arrived, not what it says', async () => {
  const draft = await aDraft(call)
  const { request, holder } = await anInvited(draft)
  await expect(saveAnswers(db, holder, save())).rejects.toMatchObject({ code: 'conflict' })
  await openRequest(db, holder)
  await saveAnswers(db, holder, save({ ...letterAnswers, text: 'too short' }))
  await expect(sendAsSeen(holder)).rejects.toMatchObject({ code: 'invalid' })
  await saveAnswers(db, holder, save(letterAnswers, 1, 2))
  await sendAsSeen(holder)
  expect(await rowOf(request.id)).toMatchObject({ state: 'received', confidential: true, answers: letterAnswers })
  expect(await mailsTo(request.email)).toEqual(['request-invitation', 'request-receipt'])
  expect(await told(draft.person.id)).toEqual(['The letter of Professor Ada has arrived'])
  expect(await jobOf(db, draft.id, 'full')).toBe('waiting')
  const trail = await db.select().from(events).where(eq(events.applicationId, draft.id))
  expect(JSON.stringify(trail)).not.toContain('exceptional')
  expect(trail.at(-1)).toMatchObject({ type: 'request-received', actorId: null, actorRole: 'referee' })
})

test('a referee who has sent the letter changes nothing more by the link', async () => {
  const draft = await aDraft(call)
  const { request, holder } = await anInvited(draft)
  await openRequest(db, holder)
  await saveAnswers(db, holder, save())
  await sendAsSeen(holder)
  const before = await rowOf(request.id)
  const conflict = { code: 'conflict' }
  await expect(saveAnswers(db, holder, save({ ...letterAnswers, verdict: 'no' }, 1, 9))).rejects.toMatchObject(conflict)
  await expect(declineRequest(db, holder, 'x')).rejects.toMatchObject(conflict)
  await expect(disownRequest(db, holder)).rejects.toMatchObject(conflict)
  await expect(openRequest(db, holder)).rejects.toMatchObject(conflict)
  await expect(reconsiderRequest(db, holder)).rejects.toMatchObject(conflict)
  await sendAsSeen(holder, false)
  expect(await rowOf(request.id)).toEqual(before)
})

test('a referee cannot send answers or a file that changed after the page showed them', async () => {
  const { request, holder } = await anInvited(await aDraft(call))
  await openRequest(db, holder)
  await saveAnswers(db, holder, save())
  const seen = { version: 1, file: '' }
  await saveAnswers(db, holder, save({ ...letterAnswers, verdict: 'no' }, 1, 2))
  await expect(sendAnswers(db, holder, seen, true)).rejects.toMatchObject({ code: 'conflict' })
  await expect(sendAnswers(db, holder, { version: 2, file: 'other' }, true)).rejects.toMatchObject({ code: 'conflict' })
  expect((await rowOf(request.id)).state).toBe('opened')
  await sendAnswers(db, holder, { version: 2, file: '' }, true)
})

test('a referee who sends twenty times at once sends one letter, with one receipt and one notification', async () => {
  const draft = await aDraft(call)
  const { request, holder } = await anInvited(draft)
  await openRequest(db, holder)
  await saveAnswers(db, holder, save())
  await Promise.all(Array.from({ length: 20 }, () => sendAsSeen(holder)))
  expect((await mailsTo(request.email)).filter((template) => template === 'request-receipt')).toHaveLength(1)
  expect(await told(draft.person.id)).toHaveLength(1)
})

test('two pages never overwrite each other: a stale version is a conflict, a repeat is not', async () => {
  const draft = await aDraft(call)
  const { holder } = await anInvited(draft)
  await openRequest(db, holder)
  expect(await saveAnswers(db, holder, save())).toMatchObject({ outcome: 'saved', version: 1 })
  expect(await saveAnswers(db, holder, save())).toMatchObject({ outcome: 'saved', version: 1 })
  const other = save({ ...letterAnswers, verdict: 'no' }, 0, 1, 'other-writer')
  expect(await saveAnswers(db, holder, other)).toMatchObject({ outcome: 'conflict', current: { version: 1 } })
  expect(await saveAnswers(db, holder, { ...other, version: 1 })).toMatchObject({ outcome: 'saved', version: 2 })
})

test('the applicant reads why a referee declines; the referee can take it back, and ‘not me’ ends the link', async () => {
  const draft = await aDraft(call)
  const { request, holder } = await anInvited(draft)
  await declineRequest(db, holder, 'No time')
  expect(await rowOf(request.id)).toMatchObject({ state: 'declined', reason: 'No time' })
  await reconsiderRequest(db, holder)
  expect(await rowOf(request.id)).toMatchObject({ state: 'opened', reason: null, answeredAt: null })
  await disownRequest(db, holder)
  expect((await rowOf(request.id)).state).toBe('wrong-person')
  await expect(reconsiderRequest(db, holder)).rejects.toMatchObject({ code: 'conflict' })
  expect(await told(draft.person.id)).toEqual([
    'Professor Ada cannot write a letter for you',
    'The address of Professor Ada belongs to somebody else',
  ])
})

test('a referee who takes a refusal back again and again floods nobody', async () => {
  const draft = await aDraft(call)
  const { holder } = await anInvited(draft)
  for (let round = 0; round < 3; round++) {
    await declineRequest(db, holder, '')
    await reconsiderRequest(db, holder)
  }
  await declineRequest(db, holder, '')
  await expect(reconsiderRequest(db, holder)).rejects.toMatchObject({ code: 'too-many' })
  expect((await mailsTo(draft.person.email)).length).toBe(4)
})

test('a link is for its own request: an altered token is nobody’s, and ten thousand guesses are stopped', async () => {
  const draft = await aDraft(call)
  const { token, holder } = await anInvited(draft)
  const other = await anInvited(await aDraft(call))
  expect(holder.requestId).not.toBe(other.holder.requestId)
  const altered = token.slice(0, -1) + (token.endsWith('A') ? 'E' : 'A')
  for (const wrong of [altered, token.toLowerCase(), `${token}x`, '', '../x', "' or 1=1 --", token.slice(1)])
    expect(await holderOf(db, wrong, somewhere)).toBeNull()
  let stopped = 0
  for (let batch = 0; batch < 100; batch++) {
    const guesses = Array.from({ length: 100 }, () => randomBytes(32).toString('base64url'))
    const answers = await Promise.allSettled(guesses.map((guess) => holderOf(db, guess, somewhere)))
    expect(answers.every((answer) => answer.status === 'rejected' || answer.value === null)).toBe(true)
    stopped += answers.filter((answer) => answer.status === 'rejected').length
  }
  expect(stopped).toBeGreaterThan(6900)
  expect(await holderOf(db, token, somewhere)).toEqual(holder)
  await db.delete(rateLimits)
  const network = { network: '192.0.2.7', userAgent: null }
  const tries = await Promise.allSettled(Array.from({ length: 40 }, () => holderOf(db, altered, network)))
  expect(tries.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(10)
  // A neighbour who guesses shuts nobody out.
  expect(await holderOf(db, token, network)).toEqual(holder)
})

test('a referee can answer until the letters’ deadline, also after the closing of the Call, and not later', async () => {
  const draft = await aDraft(call)
  const { holder } = await anInvited(draft)
  await openRequest(db, holder)
  const closing = async (days: number) => {
    await db
      .update(calls)
      .set({ closesAt: sql`now() - ${days} * interval '1 day' + interval '1 minute'` })
      .where(eq(calls.id, call.id))
  }
  await db.execute(
    sql`update applications set state = 'submitted', number = 'T-1', submitted_at = now(), track = 'phd' where id = ${draft.id}`,
  )
  try {
    await closing(call.definition.letterGraceDays)
    await saveAnswers(db, holder, save())
    await closing(call.definition.letterGraceDays + 1)
    const closed = { code: 'closed' }
    await expect(saveAnswers(db, holder, save(letterAnswers, 1, 2))).rejects.toMatchObject(closed)
    await expect(sendAsSeen(holder)).rejects.toMatchObject(closed)
    await expect(declineRequest(db, holder, '')).rejects.toMatchObject(closed)
  } finally {
    await db.update(calls).set({ closesAt: call.closesAt }).where(eq(calls.id, call.id))
  }
})

test('a referee cannot answer for a withdrawn application; once it is reopened, they can', async () => {
  const draft = await aDraft(call)
  const { holder } = await anInvited(draft)
  await openRequest(db, holder)
  await withdrawApplication(db, draft.person, draft.id)
  await expect(saveAnswers(db, holder, save())).rejects.toMatchObject({ code: 'conflict' })
  await reopenApplication(db, draft.person, draft.id)
  await saveAnswers(db, holder, save())
})

test('a supervisor sees their own candidates, and gets a link to each by mail alone', async () => {
  const email = 'busy@ucas.example'
  const [amina, bayu] = [await aDraft(call, 'Amina'), await aDraft(call, 'Bayu')]
  const chitra = await aDraft(call, 'Chitra')
  const ofAmina = await anInvited(amina, theSupervisor(email))
  const ofBayu = await anInvited(bayu, theSupervisor('Busy+cas@ucas.example'))
  await anInvited(chitra, theSupervisor('another@ucas.example'))
  await anInvited(chitra, aReferee(email))
  const asked = await loadAsked(db, ofAmina.holder)
  expect((await otherCandidates(db, asked)).map(({ applicantName }) => applicantName)).toEqual(['Bayu'])
  await expect(mailCandidate(db, ofAmina.holder, crypto.randomUUID())).rejects.toMatchObject({ code: 'not-found' })
  await mailCandidate(db, ofAmina.holder, ofBayu.request.id)
  // A link that has ended, or is out of time, shows and mails nothing.
  const ofDara = await anInvited(await aDraft(call, 'Dara'), theSupervisor(email))
  await disownRequest(db, ofDara.holder)
  await expect(mailCandidate(db, ofDara.holder, ofBayu.request.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await otherCandidates(db, await loadAsked(db, ofDara.holder))).toEqual([])
  const link = await holderOf(db, await tokenIn('request-reminder', 'Busy+cas@ucas.example'), somewhere)
  expect(link).toEqual(ofBayu.holder)
  await openRequest(db, ofBayu.holder)
  await saveAnswers(db, ofBayu.holder, save(agreementAnswers))
  await sendAsSeen(ofBayu.holder)
  expect(await told(bayu.person.id)).toEqual(['Li Wei has agreed to host you'])
  await expect(mailCandidate(db, ofAmina.holder, ofBayu.request.id)).rejects.toMatchObject({ code: 'not-found' })
})
