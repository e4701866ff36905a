import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, messages, referenceRequests } from '@/db/schema'
import { findForActor, loadApplication } from '@/lib/applying/application/queries'
import { recordRead } from '@/lib/applying/application/recorded-reads'
import { saveSection } from '@/lib/applying/application/save'
import { reopenApplication, submitApplication } from '@/lib/applying/application/submit'
import { addDocument, listDocuments, removeDocument, restoreDocument } from '@/lib/applying/document/queries'
import { invitePerson, namePerson, removePerson } from '@/lib/applying/reference/ask'
import { answerOffer } from '@/lib/awarding/decision/answer'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { can } from '@/lib/people/permissions'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { listEvents } from '@/lib/running/audit/list'
import { eraseOnRequest } from '@/lib/running/retention/on-request'
import { documentForDownload } from '@/lib/selecting/review/files'
import { actFor, aDraft, lastMail, saveTest, signedIn } from '@/lib/tools/testing/acting'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, withDocuments } from '@/lib/tools/testing/applicant'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { endActing } from './end'
import { actingsOf, findToActFor, listActings } from './queries'

let call: Call
let admin: Person

beforeAll(async () => {
  call = await aCall(48)
  admin = await signedIn([{ role: 'admin', callId: call.id }])
})

const file = { filename: 'cv.pdf', type: 'application/pdf', size: 9, sha256: '0'.repeat(64), pages: 1, storageKey: 'k' }
const cv = () => call.definition.documents.find(({ key }) => key === 'cv')!
const referee = {
  kind: 'referee' as const,
  name: 'Ada Mensah',
  position: 'Professor',
  institution: 'Accra',
  country: 'GH',
  relation: 'Supervisor',
}

test('an admin who acts for an applicant fills in, uploads and names referees; all of it is recorded as theirs, and the applicant gets mails about it', async () => {
  const { applicant, id } = await aDraft(call)
  expect(await findForActor(db, admin, id).then((found) => can(admin, 'read', found!))).toBe(false)
  await actFor(admin, id)
  expect(await lastMail(applicant)).toMatchObject({ template: 'acting-began' })
  expect((await lastMail(applicant)).text).toContain('The upload fails.')
  await actFor(admin, id)
  expect(await actingsOf(db, id)).toHaveLength(1)
  expect(await saveTest(call, admin, id, 'IELTS 8', 1)).toMatchObject({ outcome: 'saved', version: 2 })
  expect(await saveTest(call, admin, id, 'IELTS 9', 2, 'writer-b')).toMatchObject({ outcome: 'saved', version: 3 })
  const document = await addDocument(db, admin, id, cv(), { ...file, storageKey: id })
  await removeDocument(db, admin, document)
  await restoreDocument(db, admin, document, call.definition.documents)
  for (const email of [applicant.email, admin.email])
    await expect(namePerson(db, admin, id, { ...referee, email }, await aRefereeOf(id))).rejects.toThrow(/own address/)
  const named = await namePerson(db, admin, id, { ...referee, email: `ada-${id}@example.org` }, await aRefereeOf(id))
  await invitePerson(db, admin, id, named.id)
  const [invitation] = await db
    .select({ subject: messages.subject })
    .from(referenceRequests)
    .innerJoin(messages, eq(messages.id, referenceRequests.messageId))
    .where(eq(referenceRequests.id, named.id))
  expect(invitation!.subject).toContain('Amina Okafor')
  await removePerson(db, admin, id, named.id)

  const [acting] = await actingsOf(db, id)
  const done = (await eventsOf(db, id)).filter(({ actorId }) => actorId === admin.id)
  expect(done.map(({ type }) => type)).toEqual([
    'acting-began',
    'section-filled',
    'document-added',
    'document-removed',
    'document-restored',
    'request-replaced',
    'request-invited',
    'request-removed',
  ])
  for (const { actorRole, data } of done) expect([actorRole, data.acting]).toEqual(['admin', acting!.id])
  const filled = done.find(({ type }) => type === 'section-filled')
  expect(filled!.data).toMatchObject({ section: 'languages', fields: ['test'] })
  expect(JSON.stringify(filled)).not.toContain('IELTS')

  await endActing(db, admin, id)
  const told = await lastMail(applicant)
  expect(told.template).toBe('acting-ended')
  // A mail's text splits anything that a mail program would turn into a link.
  for (const change of [/Languages: \p{L}/u, /Document uploaded: cv\..?pdf/u, /Referee invited: Ada Mensah/])
    expect(told.text).toMatch(change)
  await expect(saveTest(call, admin, id, 'later', 3, 'writer-c')).rejects.toThrow(/no longer act/)
  await expect(listDocuments(db, admin, id)).rejects.toThrow(/no longer act/)
})

test('an admin who acts for an applicant decides nothing in the applicant’s place, reads no letters and erases nothing', async () => {
  const { applicant, id } = await aDraft(call, admin)
  await withDocuments(id, phdDocuments)
  const refused = /Only the applicant can do this/
  await expect(submitApplication(db, admin, id, call)).rejects.toThrow(refused)
  for (const change of [withdrawApplication, reopenApplication])
    await expect(change(db, admin, id)).rejects.toThrow(refused)
  for (const answer of ['accept', 'decline'] as const)
    await expect(answerOffer(db, admin, id, answer)).rejects.toThrow(refused)
  for (const what of ['read-letters', 'check', 'decide', 'enrol', 'assign'] as const)
    await expect(loadApplication(db, admin, id, what)).rejects.toThrow(refused)
  expect((await eraseOnRequest(db, admin, [id])).erased).toBe(0)
  expect(await loadApplication(db, applicant, id)).toMatchObject({ state: 'draft', erasedAt: null })
})

test('an admin cannot act on their own application, with a conflict of interest or in another Call; another role cannot act at all', async () => {
  const { applicant, id } = await aDraft(call)
  const other = await aCall(48)
  const mine: Person = { ...applicant, roles: [{ role: 'admin', callId: null }] }
  const conflicted = await signedIn([{ role: 'admin', callId: null }])
  await conflictOf(conflicted, id)
  const others = [
    mine,
    conflicted,
    await signedIn([{ role: 'admin', callId: other.id }]),
    await signedIn([
      { role: 'chief', callId: call.id },
      { role: 'officer', callId: call.id, institution: 'ucas' },
    ]),
    await anApplicant(),
  ]
  for (const person of others) {
    await expect(actFor(person, id)).rejects.toThrow()
    if (person.roles.some(({ role }) => role === 'admin'))
      expect(await findToActFor(db, person, applicant.email)).toBe(null)
  }
  expect(await findToActFor(db, admin, applicant.email.toUpperCase())).toBe(id)
  const byHand = (person: Person) =>
    db.execute(sql`insert into actings (application_id, person_id, way, reason, ends_at)
      values (${id}, ${person.id}, 'phone', 'x', now() + interval '1 hour')`)
  for (const person of [applicant, conflicted]) await expect(byHand(person)).rejects.toThrow()
  expect(await actingsOf(db, id)).toEqual([])
})

test('an admin who acts on a returned application sees the applicant’s additions; other admins see the submission', async () => {
  const { id, applicant } = await aSubmitted(call, { state: 'returned' })
  const second = await signedIn([{ role: 'admin', callId: call.id }])
  await actFor(admin, id)
  expect(await saveTest(call, admin, id, 'IELTS 8', 1)).toMatchObject({ outcome: 'saved' })
  await expect(saveTest(call, second, id, 'IELTS 9', 2)).rejects.toMatchObject({ code: 'forbidden' })
  const added = await addDocument(db, applicant, id, cv(), { ...file, storageKey: id })
  expect(await documentForDownload(db, admin, added)).toMatchObject({ id: added })
  await expect(documentForDownload(db, second, added)).rejects.toMatchObject({ code: 'not-found' })
  const choice = { answers: { ...phdAnswers.choice, institution: 'ustc' }, version: 1, writer: 'writer-b', seq: 1 }
  await expect(saveSection(db, admin, id, call.definition, 'choice', choice)).rejects.toMatchObject({ code: 'invalid' })
  await expect(submitApplication(db, admin, id, call)).rejects.toMatchObject({ code: 'forbidden' })
})

test('an admin cannot act on an application that is submitted or past its deadline', async () => {
  const { id } = await aSubmitted(call)
  await expect(actFor(admin, id)).rejects.toMatchObject({ code: 'forbidden' })
  const closed = await aCall(-1)
  const late = await signedIn([{ role: 'admin', callId: closed.id }])
  const [draft] = await db
    .insert(applications)
    .values({ callId: closed.id, personId: (await anApplicant()).id })
    .returning()
  await expect(actFor(late, draft!.id)).rejects.toMatchObject({ code: 'closed' })
})

test('an applicant and an admin who type in the same section lose nothing, and each sees the other’s text', async () => {
  const { applicant, id } = await aDraft(call, admin)
  expect(await saveTest(call, applicant, id, 'the applicant’s', 1, 'tab-of-theirs')).toMatchObject({
    outcome: 'saved',
    version: 2,
  })
  expect(await saveTest(call, admin, id, 'the admin’s', 1, 'tab-of-admin')).toMatchObject({
    outcome: 'conflict',
    current: { version: 2, answers: { test: 'the applicant’s' } },
  })
  expect(await saveTest(call, admin, id, 'the admin’s', 2, 'tab-of-admin')).toMatchObject({
    outcome: 'saved',
    version: 3,
  })
  expect(await saveTest(call, applicant, id, 'again', 2, 'other-tab')).toMatchObject({ outcome: 'conflict' })
})

test('an admin’s list has those of their Calls, and none of their own or with a conflict of interest', async () => {
  const { applicant, id } = await aDraft(call, admin)
  const seen = async (person: Person) =>
    (await listActings(db, person, 1000)).some(({ applicationId }) => applicationId === id)
  expect(await seen(await signedIn([{ role: 'admin', callId: call.id }]))).toBe(true)
  expect(await seen(await signedIn([{ role: 'admin', callId: null }]))).toBe(true)
  expect(await seen(await signedIn([{ role: 'admin', callId: (await aCall(48)).id }]))).toBe(false)
  expect(await seen({ ...applicant, roles: [{ role: 'admin', callId: null }] })).toBe(false)
  const conflicted = await signedIn([{ role: 'admin', callId: null }])
  await conflictOf(conflicted, id)
  expect(await seen(conflicted)).toBe(false)
  await expect(endActing(db, conflicted, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('the record tells the Call’s admins what was done on a draft, and nothing personal that is in it', async () => {
  const { id } = await aDraft(call, admin)
  await recordRead(db, admin, id, 'application-read', { acting: (await actingsOf(db, id))[0]!.id })
  await addDocument(db, admin, id, cv(), { ...file, filename: 'Amina.pdf', storageKey: id })
  const seen = async (person: Person) =>
    (await listEvents(db, person, {}, 1000)).filter(({ applicationId }) => applicationId === id)
  const told = await seen(await signedIn([{ role: 'admin', callId: call.id }]))
  expect(told.map(({ type }) => type)).toEqual(['document-added', 'application-read', 'acting-began'])
  expect(told[2]).toMatchObject({ subject: 'Amina Okafor' })
  expect(JSON.stringify(told)).not.toMatch(/Amina\.pdf|upload fails/)
  const conflicted = await signedIn([{ role: 'admin', callId: null }])
  await conflictOf(conflicted, id)
  const elsewhere = await signedIn([{ role: 'admin', callId: (await aCall(48)).id }])
  for (const person of [conflicted, elsewhere, await signedIn([{ role: 'chief', callId: call.id }])])
    expect(await seen(person)).toEqual([])
})

test('hand-written SQL cannot prolong, repeat or delete an acting', async () => {
  const { id } = await aDraft(call, admin)
  const tried = [
    sql`update actings set ends_at = ends_at + interval '1 minute' where application_id = ${id}`,
    sql`update actings set person_id = (select person_id from applications where id = ${id}) where application_id = ${id}`,
    sql`delete from actings where application_id = ${id}`,
    sql`insert into actings (application_id, person_id, way, reason, ends_at)
      select application_id, person_id, way, reason, now() + interval '1 hour' from actings where application_id = ${id}`,
    sql`insert into actings (application_id, person_id, way, reason, ends_at, ended_at, ended_how)
      select application_id, person_id, way, reason, now() + interval '2 hours', now(), 'admin' from actings where application_id = ${id}`,
  ]
  for (const statement of tried) await expect(db.execute(statement)).rejects.toThrow()
  await endActing(db, admin, id)
  await expect(
    db.execute(sql`update actings set ended_at = null, ended_how = null where application_id = ${id}`),
  ).rejects.toThrow()
})

test('an applicant’s erasure removes the admin’s reason for acting from the record, and ends it', async () => {
  const { applicant, id } = await aDraft(call, admin)
  await eraseOnRequest(db, applicant, [id])
  const [acting] = await actingsOf(db, id)
  expect(acting).toMatchObject({ end: 'closed' })
  expect(acting!.reason).not.toContain('upload')
  expect(JSON.stringify(await eventsOf(db, id))).not.toContain('upload fails')
})

async function aRefereeOf(id: string): Promise<string> {
  const [row] = await db
    .select({ id: referenceRequests.id })
    .from(referenceRequests)
    .where(and(eq(referenceRequests.applicationId, id), eq(referenceRequests.kind, 'referee')))
    .limit(1)
  return row!.id
}
