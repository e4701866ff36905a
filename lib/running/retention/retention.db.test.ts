import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import {
  applications,
  conflicts,
  documents,
  eligibilityChecks,
  eligibilityDecisions,
  events,
  letterFiles,
  nominationLists,
  nominations,
  offerConditions,
  offers,
  people,
  referenceRequests,
  reviewComments,
  reviews,
  sessions,
} from '@/db/schema'
import { storage } from '@/lib/applying/document/storage'
import { newCode } from '@/lib/awarding/decision/code'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { createSession } from '@/lib/people/queries'
import { findCall } from '@/lib/platform/call-store/queries'
import { hashOf } from '@/lib/platform/ledger/details'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { queueMail } from '@/lib/platform/mail/queries'
import { notify } from '@/lib/platform/notification/queries'
import { mastersAnswers, phdAnswers } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication } from '@/lib/tools/testing/applicant'
import { aStaffMember, aSubmitted, assignTo, conflictOf } from '@/lib/tools/testing/staff'
import { approveErasure, dryRun, eraseExpired, removeErasedFiles, stopErasure } from './by-time'
import { eraseOnRequest, planOf } from './on-request'
import { ownArchive, ownData } from './own-data'
import { erasedFrom } from './rules'

/** Planted wherever something personal can stand. */
const WORD = 'Zyxwvutplanted'
let call: Call
let officer: Person

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
})

/** An application with the word in every part. */
async function planted(word: string, state: 'ineligible' | 'not-awarded' | 'under-review' = 'ineligible') {
  const answers = {
    personal: { ...phdAnswers.personal, placeOfBirth: word, givenNames: word },
    research: { ...phdAnswers.research, title: `${word} title` },
  }
  const { id, number, applicant } = await aSubmitted(call, { name: `${word} Person`, answers })
  await db
    .update(people)
    .set({ email: `${word.toLowerCase()}${randomUUID()}@example.org` })
    .where(eq(people.id, applicant.id))
  const store = await storage()
  const [document] = await db.select().from(documents).where(eq(documents.applicationId, id)).limit(1)
  await store.put(document!.storageKey, Readable.from('bytes'))
  await db
    .update(documents)
    .set({ filename: `${word}.pdf` })
    .where(eq(documents.applicationId, id))
  const [request] = await db
    .update(referenceRequests)
    .set({ name: `${word} Referee`, position: word, institution: word, answers: { text: word }, reason: word })
    .where(eq(referenceRequests.applicationId, id))
    .returning()
  const letter = { filename: `${word}.pdf`, size: 5, pages: 1, sha256: '0'.repeat(64), storageKey: randomUUID() }
  await db.insert(letterFiles).values({ ...letter, requestId: request!.id })
  const data = { request: request!.id, kind: 'referee', name: word, reason: word }
  await recordEvent(db, { applicationId: id, actorId: null, actorRole: 'referee', type: 'request-declined', data })
  const assignment = await assignTo(await aStaffMember([{ role: 'reviewer', callId: call.id }]), id)
  await db
    .insert(reviews)
    .values({ assignmentId: assignment, answers: { comment: word }, submittedAt: new Date(), total: 5 })
  await db.insert(reviewComments).values({ applicationId: id, personId: officer.id, text: word })
  await db.insert(conflicts).values({ applicationId: id, personId: officer.id, reason: word, declaredBy: officer.id })
  await db
    .insert(eligibilityChecks)
    .values({ applicationId: id, item: 'x', verdict: 'met', note: word, personId: officer.id } as never)
  await db
    .insert(eligibilityDecisions)
    .values({ applicationId: id, outcome: 'ineligible', told: word, note: word, personId: officer.id })
  const key = { callId: call.id, institution: 'ucas', track: 'phd' }
  await db.insert(nominationLists).values(key).onConflictDoNothing()
  await db
    .insert(nominations)
    .values({ ...key, applicationId: id, reason: word })
    .onConflictDoNothing()
  await notify(db, { ...applicant, email: officer.email, id: officer.id }, {
    template: 'application-corrected',
    path: `/applications/${id}`,
    data: { name: word, number, callTitle: word, url: '/x' },
  } as never)
  await queueMail(db, {
    to: request!.email,
    template: 'already-registered',
    data: { name: `${word} Person`, signInUrl: 'x', forgotUrl: 'x' },
  })
  await queueMail(db, {
    to: (await emailOf(applicant.id))!,
    template: 'already-registered',
    data: { name: word, signInUrl: 'x', forgotUrl: 'x' },
  })
  await declined(id, word)
  await db.update(applications).set({ state }).where(eq(applications.id, id))
  return { id, number, applicant, storageKey: document!.storageKey }
}

/** An ended offer, with a condition in somebody's words. */
async function declined(applicationId: string, word: string) {
  const ended = { state: 'withdrawn' as const, endedAt: new Date() }
  const [offer] = await db
    .insert(offers)
    .values({ ...ended, applicationId, code: newCode() })
    .returning()
  const marked = { met: false, markedBy: officer.id, markedAt: new Date() }
  await db.insert(offerConditions).values({ ...marked, offerId: offer!.id, text: word, note: word })
  const by = { applicationId, actorId: officer.id, actorRole: 'officer' as const }
  await recordEvent(db, { ...by, type: 'condition-added', data: { text: word, due: null } })
  await recordEvent(db, { ...by, type: 'condition-marked', data: { condition: word, met: false, note: word } })
}

const emailOf = async (id: string) =>
  (await db.select({ email: people.email }).from(people).where(eq(people.id, id)))[0]?.email

/** Every table with the word in any column of a row. */
async function tablesWith(word: string): Promise<string[]> {
  const tables = await db.execute<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`)
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.raw(name)} t where to_jsonb(t)::text ilike ${`%${word}%`}`,
    )
    if (row!.n > 0) found.push(name)
  }
  return found.sort()
}

/** The chain as the trigger makes it, and each hash of the remaining details. */
async function brokenEvents(id: string): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from (select *, lag(hash, 1, '') over (order by id) as before from events where application_id = ${id}) e
    where previous_hash <> before or hash <> encode(sha256(convert_to(jsonb_build_array(previous_hash, id, application_id,
      actor_id, actor_role, type, data, extract(epoch from at))::text, 'UTF8')), 'hex')`)
  return row!.n
}

test('overdue data disappears from every table and the store; statistics and the chain stay', async () => {
  const { id, number, applicant, storageKey } = await planted(WORD)
  const other = await planted('Kepttplanted', 'under-review')
  const before = await tablesWith(WORD)
  // The test is useful only as long as it plants everywhere.
  for (const table of ['application_sections', 'applications', 'conflicts', 'documents', 'eligibility_checks'])
    expect(before).toContain(`public.${table}`)
  for (const table of ['event_details', 'letter_files', 'messages', 'nominations', 'people', 'reference_requests'])
    expect(before).toContain(`public.${table}`)
  for (const table of ['review_comments', 'reviews', 'submissions', 'eligibility_decisions', 'offer_conditions'])
    expect(before).toContain(`public.${table}`)
  expect(before).not.toContain('public.events')
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const later = new Date(erasedFrom(call).unsuccessful.getTime() + 1000)
  expect(await dryRun(db, admin, call, later)).toMatchObject({ due: 1, open: 1, erased: 0, since: null })
  expect(await eraseExpired(db, later)).toBe(0)
  for (let times = 0; times < 2; times++) {
    await approveErasure(db, admin, call)
    await stopErasure(db, admin, call)
  }
  expect(await eraseExpired(db, later)).toBe(0)
  expect(await db.$count(events, sql`type = 'erasure-stopped' and data->>'call' = ${call.id}`)).toBe(2)
  await approveErasure(db, admin, call)
  expect(await eraseExpired(db, new Date())).toBe(0)
  expect(await eraseExpired(db, later)).toBe(1)
  expect(await eraseExpired(db, later)).toBe(0)
  expect(await tablesWith(WORD)).toEqual([])
  expect(await tablesWith('Kepttplanted')).not.toEqual([])
  const [row] = await db.select().from(applications).where(eq(applications.id, id))
  expect(row).toMatchObject({ number, state: 'ineligible', track: 'phd', institution: 'ucas', applicantName: 'erased' })
  expect(row!.country).not.toBeNull()
  expect(await emailOf(applicant.id)).toBe(`erased-${applicant.id}@erased.invalid`)
  expect(await brokenEvents(id)).toBe(0)
  expect(await dryRun(db, admin, call, later)).toMatchObject({ due: 0, open: 1, erased: 1 })
  const jobs = await db.execute<{ payload: unknown }>(sql`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'remove-files'`)
  expect(await text(await (await storage()).get(storageKey))).toBe('bytes')
  for (const { payload } of jobs) await removeErasedFiles(payload)
  await expect((await storage()).get(storageKey)).rejects.toThrow()
  await expect((await storage()).get(other.storageKey)).resolves.toBeDefined()
})

test('a list that was handed in loses a name and nothing else', async () => {
  const { id, number } = await aSubmitted(call, {
    institution: 'ustc',
    name: 'Signedplanted Person',
    state: 'not-nominated',
  })
  const key = { callId: call.id, institution: 'ustc', track: 'phd' }
  const other = { id: randomUUID(), number: 'X', name: 'Another', rank: 1 }
  await db.insert(nominationLists).values(key)
  await db.insert(nominations).values({ ...key, applicationId: id, reason: 'Signedplanted' })
  const signed = { handedInAt: new Date(), signerName: 'Dean', signerPosition: 'Dean' }
  const listed = { id, number, name: 'Signedplanted Person', rank: null }
  await db
    .update(nominationLists)
    .set({ ...signed, snapshot: [other, listed] })
    .where(eq(nominationLists.institution, 'ustc'))
  const change = (snapshot: unknown) =>
    db.execute(
      sql`update nomination_lists set snapshot = ${JSON.stringify(snapshot)}::jsonb where institution = 'ustc'`,
    )
  await expect(change([other])).rejects.toThrow()
  await expect(change([other, { ...listed, rank: 1 }])).rejects.toThrow()
  await expect(change([other, { ...listed, name: 'Somebody else' }])).rejects.toThrow()
  await expect(db.execute(sql`update nominations set rank = 1 where institution = 'ustc'`)).rejects.toThrow()
  await expect(db.execute(sql`update nominations set reason = 'other' where institution = 'ustc'`)).rejects.toThrow()
  const [person] = await db.select({ id: applications.personId }).from(applications).where(eq(applications.id, id))
  await db.update(applications).set({ state: 'withdrawn' }).where(eq(applications.id, id))
  await eraseOnRequest(db, { ...(await anApplicant()), id: person!.id }, [id])
  expect(await tablesWith('Signedplanted')).toEqual([])
  const [list] = await db.select().from(nominationLists).where(eq(nominationLists.institution, 'ustc'))
  expect(list!.snapshot).toEqual([other, { ...listed, name: null }])
})

test('on request, a draft goes with the account, a decided application stays, and an unreleased result stays secret', async () => {
  const person = await anApplicant('Asking Person')
  const id = await anApplication(person, call, { ...mastersAnswers })
  await createSession(db, { personId: person.id, userAgent: 'x', seconds: 100 })
  const plan = await planOf(db, person)
  expect(plan).toMatchObject({ account: true, applications: [{ id, what: 'erased' }] })
  expect(await eraseOnRequest(db, person, [])).toEqual({ erased: 0, account: false })
  expect(await eraseOnRequest(db, person, [id])).toEqual({ erased: 1, account: true })
  expect(await db.$count(sessions, eq(sessions.personId, person.id))).toBe(0)
  expect(await tablesWith('Asking Person')).toEqual([])
  for (const state of ['submitted', 'nominated', 'not-awarded'] as const) {
    const { id, applicant } = await aSubmitted(call, { state })
    expect(await planOf(db, applicant)).toMatchObject({
      account: false,
      applications: [{ what: 'kept', why: expect.stringContaining('being decided on') }],
    })
    expect(await eraseOnRequest(db, applicant, [id])).toEqual({ erased: 0, account: false })
  }
})

test('a person with a role keeps the account, and cannot reach another person’s applications', async () => {
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  const own = await anApplication(reviewer, call, { ...phdAnswers })
  const stranger = await anApplication(await anApplicant(), call, { ...phdAnswers })
  expect((await planOf(db, reviewer)).account).toBe(false)
  expect(await eraseOnRequest(db, reviewer, [own, stranger])).toEqual({ erased: 1, account: false })
  const [row] = await db.select().from(applications).where(eq(applications.id, stranger))
  expect(row!.erasedAt).toBeNull()
})

test('an admin sees no number about hidden applications, and approves only for their own Calls', async () => {
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  const before = await dryRun(db, admin, call)
  const { id } = await aSubmitted(call, { state: 'ineligible' })
  await conflictOf(admin, id)
  expect(await dryRun(db, admin, call)).toEqual(before)
  for (const work of [dryRun(db, officer, call), approveErasure(db, officer, call), stopErasure(db, officer, call)])
    await expect(work).rejects.toMatchObject({ code: 'not-found' })
})

test('a person’s own data holds what they gave, their files, and nothing confidential', async () => {
  const { applicant, storageKey } = await planted('Ownplanted', 'not-awarded')
  const me = { ...applicant, email: (await emailOf(applicant.id))! }
  const data = await ownData(me)
  expect(data.applications[0]).toMatchObject({ state: 'under-review' })
  expect(data.files.map((file) => file.storageKey)).toContain(storageKey)
  const json = JSON.stringify(data)
  for (const secret of ['comment', 'passwordHash', 'note', 'letter']) expect(json).not.toContain(`"${secret}"`)
  const zip = await buffer(Readable.fromWeb((await ownArchive(me)) as never))
  expect(zip.subarray(0, 2).toString()).toBe('PK')
  expect(zip.includes('data.json')).toBe(true)
  expect(zip.includes('missing.txt')).toBe(true)
  const [event] = await db.select().from(events).where(eq(events.type, 'request-declined')).limit(1)
  expect(event!.data.details).toMatch(/^[0-9a-f]{64}$/)
  const [details] = await db.execute<{ salt: string; data: Record<string, unknown> }>(
    sql`select d.salt, d.data from event_details d join events e on e.id = d.event_id where e.type = 'request-declined' limit 1`,
  )
  expect(typeof hashOf(details!)).toBe('string')
})
