import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, documents, events, messages } from '@/db/schema'
import { callOf, lastSubmission, loadApplication } from '@/lib/applying/application/queries'
import { saveSection } from '@/lib/applying/application/save'
import { reopenApplication, submitApplication } from '@/lib/applying/application/submit'
import { addDocument, listDocuments, type NewDocument } from '@/lib/applying/document/queries'
import { namePerson } from '@/lib/applying/reference/ask'
import { standingRequests } from '@/lib/applying/reference/queries'
import { lettersFor } from '@/lib/applying/reference/rules'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Call } from '@/lib/call/call'
import type { AllAnswers } from '@/lib/form/definition'
import type { Person } from '@/lib/people/actor'
import { documentForDownload } from '@/lib/selecting/review/files'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { aCall, closeIn, inHours, toldOf } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { endCorrections, remindCorrections } from './corrections'
import { decideEligibility } from './decide'

let call: Call
let officer: Person

beforeEach(async () => {
  call = await aCall(48)
  officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'imde' }], { name: 'Officer One' })
})

/** Returned by the officer; the Call has closed since. */
async function aReturned(hours = 24) {
  const made = await aSubmitted(call, { institution: 'imde' })
  await decideEligibility(db, officer, made.id, {
    outcome: 'returned',
    told: 'A sharper scan',
    correctBy: inHours(hours),
  })
  await closeIn(call.slug, -48)
  return made
}

async function save(person: Person, id: string, key: string, answers: AllAnswers[string]) {
  const [writer, version] = [randomUUID(), 1]
  return saveSection(db, person, id, call.definition, key, { answers: answers!, version, writer, seq: 1 })
}

const aFile = (): NewDocument => ({
  filename: 'sharper.pdf',
  type: 'application/pdf',
  size: 1000,
  pages: 1,
  sha256: '1'.repeat(64),
  storageKey: randomUUID(),
})
const passport = () => call.definition.documents.find(({ key }) => key === 'passport')!
const submit = async (person: Person, id: string, at?: Date) =>
  submitApplication(db, person, id, await callOf(db, await loadApplication(db, person, id)), at)

const expire = (id: string, minutes: number) =>
  db
    .update(applications)
    .set({ correctBy: new Date(Date.now() - minutes * 60_000) })
    .where(eq(applications.id, id))

test('after the closing, the applicant changes a returned application, adds documents and referees, and submits it again', async () => {
  const { id, applicant, number } = await aReturned()
  const languages = { ...phdAnswers.languages, test: 'IELTS 8' }
  expect(await save(applicant, id, 'languages', languages)).toMatchObject({ outcome: 'saved' })
  const [former] = (await listDocuments(db, applicant, id)).filter(({ kind }) => kind === 'passport')
  const added = await addDocument(db, applicant, id, passport(), aFile())
  const third = { kind: 'referee', name: 'Third', email: 'third@university.example' } as const
  const request = (await standingRequests(db, id)).find(({ kind }) => kind === third.kind)
  await namePerson(
    db,
    applicant,
    id,
    { ...third, position: 'x', institution: 'x', country: 'ET', relation: 'x' },
    request!.id,
  )

  // Until then staff see the first submission: the replaced file, and not the new one.
  expect((await lastSubmission(db, id))!.snapshot.answers.languages!.test).toBe('IELTS 7')
  expect((await documentForDownload(db, officer, former!.id)).id).toBe(former!.id)
  await expect(documentForDownload(db, officer, added)).rejects.toMatchObject({ code: 'not-found' })

  expect(await submit(applicant, id)).toBe(number)
  const again = await loadApplication(db, officer, id)
  expect(again.state).toBe('submitted')
  const submission = (await lastSubmission(db, id))!
  expect(submission.attempt).toBe(2)
  expect(submission.snapshot.answers.languages!.test).toBe('IELTS 8')
  expect((await documentForDownload(db, officer, added)).id).toBe(added)
  expect((await documentForDownload(db, officer, former!.id)).id).toBe(former!.id)
  // A new referee has the Call's time for letters, from the last day of the correction.
  expect(lettersFor(again, inHours(24 + call.letterGraceDays * 24 - 1))).toBe('open')
})

test('an officer of another institution reads no document of it, removed or not', async () => {
  const { id, applicant } = await aReturned()
  const other = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'iocas' }])
  for (const { id: document } of await listDocuments(db, applicant, id))
    await expect(documentForDownload(db, other, document)).rejects.toMatchObject({ code: 'not-found' })
})

test('the institution’s officers get a notice of the correction, except one with a conflict of interest', async () => {
  const conflicted = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'imde' }])
  const elsewhere = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'iocas' }])
  const { id, applicant } = await aReturned()
  await conflictOf(conflicted, id)
  await submit(applicant, id)
  const told = async (person: Person) => {
    const where = and(eq(messages.recipient, person.email), eq(messages.template, 'application-corrected'))
    return (await db.select().from(messages).where(where)).length
  }
  expect(await told(officer)).toBe(1)
  for (const person of [conflicted, elsewhere, applicant]) expect(await told(person)).toBe(0)
})

test('scholarship and institution are fixed, the discipline can be corrected', async () => {
  const { id, applicant } = await aReturned()
  const choice = { ...phdAnswers.choice, institution: 'imde' }
  for (const other of [{ track: 'masters' }, { institution: 'iocas' }, { institution: '' }])
    await expect(save(applicant, id, 'choice', { ...choice, ...other })).rejects.toMatchObject({ code: 'invalid' })
  expect(await loadApplication(db, applicant, id)).toMatchObject({ track: 'phd', institution: 'imde' })
  const result = await save(applicant, id, 'choice', { ...choice, programme: 'chemistry' })
  expect(result).toMatchObject({ outcome: 'saved' })
})

test('a late submission changes nothing; one within the grace period counts', async () => {
  const { id, applicant } = await aReturned()
  await expire(id, 1)
  await expect(save(applicant, id, 'languages', phdAnswers.languages)).rejects.toMatchObject({ code: 'closed' })
  await expect(addDocument(db, applicant, id, passport(), aFile())).rejects.toMatchObject({ code: 'closed' })
  const over = new Date(Date.now() + call.graceMinutes * 60_000)
  await expect(submit(applicant, id, over)).rejects.toMatchObject({ code: 'closed' })
  expect(await endCorrections(db)).toBe(0)
  await submit(applicant, id)
  expect((await lastSubmission(db, id))!.attempt).toBe(2)
})

test('an application not corrected in time goes back to the check unchanged, once, however many workers run', async () => {
  const { id, applicant } = await aReturned()
  await save(applicant, id, 'languages', { ...phdAnswers.languages, test: 'IELTS 9' })
  await expire(id, 60)
  const ended = await Promise.all([endCorrections(db), endCorrections(db), endCorrections(db)])
  expect(ended.reduce((sum, n) => sum + n)).toBe(1)
  expect(await loadApplication(db, officer, id)).toMatchObject({ state: 'submitted' })
  const where = and(eq(events.applicationId, id), eq(events.type, 'check-again'))
  expect(await db.select().from(events).where(where)).toMatchObject([
    { actorRole: 'system', actorId: null, data: { reason: 'was not corrected in time' } },
  ])
  expect((await lastSubmission(db, id))!.snapshot.answers.languages!.test).toBe('IELTS 7')
  const sent = and(eq(messages.recipient, applicant.email), eq(messages.template, 'application-checked-again'))
  expect((await db.select().from(messages).where(sent)).map(({ text }) => text)).toEqual([
    expect.stringContaining('not submitted again in time'),
  ])
  // A button left on an open page must not seem to have worked.
  await expect(submit(applicant, id)).rejects.toMatchObject({ code: 'closed' })
  // The applicant finds their unsubmitted changes again if it is returned once more.
  await decideEligibility(db, officer, id, { outcome: 'returned', told: 'Once more', correctBy: inHours(48) })
  await submit(applicant, id)
  expect((await lastSubmission(db, id))!.snapshot.answers.languages!.test).toBe('IELTS 9')
})

test('a submission at the very end of its time: it counts entirely or not at all', async () => {
  const { id, applicant } = await aReturned()
  await expire(id, 60)
  const [sent] = await Promise.allSettled([
    submit(applicant, id, new Date(Date.now() - 61 * 60_000)),
    endCorrections(db),
  ])
  expect((await loadApplication(db, officer, id)).state).toBe('submitted')
  expect((await lastSubmission(db, id))!.attempt).toBe(sent.status === 'fulfilled' ? 2 : 1)
})

test('a decision on an application that was submitted again meanwhile is refused', async () => {
  const { id, applicant } = await aReturned()
  await submit(applicant, id)
  const before = decideEligibility(db, officer, id, { outcome: 'eligible' }, 'submitted 1 ')
  await expect(before).rejects.toMatchObject({ code: 'conflict' })
})

test('an applicant gets one reminder two days before, and none on the day of the return', async () => {
  const { id, applicant } = await aReturned(24 * 4)
  const told = async () => (await toldOf(applicant, 'correction-reminder')).titles.length
  await remindCorrections(db, inHours(24 * 1.5))
  expect(await told()).toBe(0)
  await Promise.all([remindCorrections(db, inHours(24 * 3)), remindCorrections(db, inHours(24 * 3))])
  await remindCorrections(db, inHours(24 * 3.5))
  expect(await told()).toBe(1)
  const short = await aSubmitted(await aCall(48), { institution: 'imde' })
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  await decideEligibility(db, admin, short.id, { outcome: 'returned', told: 'x', correctBy: inHours(24) })
  await remindCorrections(db)
  expect((await toldOf(short.applicant, 'correction-reminder')).titles).toEqual([])
  expect((await loadApplication(db, applicant, id)).state).toBe('returned')
})

test('a returned and withdrawn application reopens as a draft while the Call is open, and not after', async () => {
  const { id, applicant } = await aReturned()
  await withdrawApplication(db, applicant, id)
  await expect(reopenApplication(db, applicant, id)).rejects.toMatchObject({ code: 'closed' })
  await endCorrections(db, inHours(72))
  expect((await loadApplication(db, applicant, id)).state).toBe('withdrawn')
  await closeIn(call.slug, 48)
  await reopenApplication(db, applicant, id)
  // Only the applicant sees a draft, and can choose its institution again.
  await expect(loadApplication(db, officer, id)).rejects.toMatchObject({ code: 'not-found' })
  const choice = { ...phdAnswers.choice, institution: 'iocas' }
  expect(await save(applicant, id, 'choice', choice)).toMatchObject({ outcome: 'saved' })
  await submit(applicant, id)
  expect(await loadApplication(db, applicant, id)).toMatchObject({ state: 'submitted', institution: 'iocas' })
  expect(await db.select().from(documents).where(eq(documents.applicationId, id))).not.toEqual([])
})
