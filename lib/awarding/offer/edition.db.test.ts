import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, calls, callVersions, offerLetters, offers } from '@/db/schema'
import { answerOffer } from '@/lib/awarding/decision/answer'
import { award } from '@/lib/awarding/decision/award'
import { codeInWords } from '@/lib/awarding/decision/code'
import { addCondition } from '@/lib/awarding/decision/enrol'
import { releaseResults } from '@/lib/awarding/decision/release'
import type { Call } from '@/lib/call/call'
import type { CallDefinition } from '@/lib/call/definition'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { eraseApplication } from '@/lib/running/retention/erase'
import { ownData } from '@/lib/running/retention/own-data'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aDecidedCall } from '@/lib/tools/testing/deciding'
import { readPdf } from '@/lib/tools/testing/pdf-text'
import { aStaffMember, aSubmitted } from '@/lib/tools/testing/staff'
import { letterFor, openLetter } from './letter'
import { lookUpLetter } from './look-up'

let call: Call
let admin: Person
let one: Awaited<ReturnType<typeof aSubmitted>>

/** An applicant with a complete application and an offer. */
beforeEach(async () => {
  one = await aSubmitted(await aCall(24), { name: 'Amanuel Tesfaye' })
  call = await aDecidedCall(1)
  await db.insert(callVersions).values({ callId: call.id, number: call.version, definition: call.definition })
  admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  await db.update(applications).set({ callId: call.id, state: 'nominated' }).where(eq(applications.id, one.id))
  await award(db, admin, call, 'phd', [one.id])
  await releaseResults(db, admin, call)
})

/** Edits the Call, as its editor does. */
async function edit(change: Partial<CallDefinition>): Promise<void> {
  const definition = { ...call.definition, ...change }
  const number = call.version + 1
  await db.insert(callVersions).values({ callId: call.id, number, definition })
  await db.update(calls).set({ definition, title: definition.title, version: number }).where(eq(calls.id, call.id))
  call = await callById(db, call.id)
}

const textOf = async (file: Buffer) => (await readPdf(Readable.from([file]))).all
const load = () => letterFor(db, one.applicant, one.id)
const found = async () => {
  const [row] = await db.select({ code: offers.code }).from(offers).where(eq(offers.applicationId, one.id))
  return (await lookUpLetter(db, codeInWords(row!.code), { network: '192.0.2.1', userAgent: null }))!
}

test('a letter is the same file at each download, whatever changes in the Call, and its public page shows the hash', async () => {
  expect((await found()).files).toEqual([])
  const first = await load()
  const { title } = call.definition
  await edit({ title: 'Another title', funder: 'Another funder', coverage: [{ title: 'Nothing', text: 'Nothing' }] })
  const again = await letterFor(db, admin, one.id)
  expect(again.file.equals(first.file)).toBe(true)
  expect(createHash('sha256').update(again.file).digest('hex')).toBe(first.sha256)
  expect(await found()).toMatchObject({ callTitle: title, files: [{ sha256: first.sha256 }] })
})

test('a letter leaves out edits between the release and the first download', async () => {
  const { title, funder } = call.definition
  await edit({ title: 'Another title', funder: 'Another funder', coverage: [] })
  const text = await textOf((await load()).file)
  expect(text).toContain(funder)
  expect(text).not.toContain('Another')
  expect((await openLetter(db, one.applicant, one.id)).content).toMatchObject({ title })
})

test('a changed offer gets a new edition, and the public page knows the earlier one too', async () => {
  const first = await load()
  await addCondition(db, admin, one.id, { text: 'A health check', due: null })
  const second = await load()
  await answerOffer(db, one.applicant, one.id, 'accept')
  const third = await load()
  expect(await textOf(second.file)).toContain('A health check')
  expect(await textOf(third.file)).toContain('Accepted on')
  const hashes = [first, second, third].map(({ sha256 }) => sha256)
  expect(new Set(hashes).size).toBe(3)
  expect((await found()).files.map(({ sha256 }) => sha256)).toEqual(hashes)
})

test('several first downloads at once get the same file', async () => {
  const files = await Promise.all(Array.from({ length: 4 }, load))
  expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(1)
  expect(await db.$count(offerLetters, ofIt())).toBe(1)
})

test('nobody can change a letter, not even by SQL; erasure removes it, and its owner’s data contains it', async () => {
  await load()
  await expect(
    db
      .update(offerLetters)
      .set({ sha256: '0'.repeat(64) })
      .where(ofIt()),
  ).rejects.toThrow()
  expect((await ownData(one.applicant)).letters).toMatchObject([{ number: one.number }])
  await db.transaction((tx) => eraseApplication(tx, one.id, { id: null, role: 'system' }))
  expect(await db.$count(offerLetters, ofIt())).toBe(0)
  await expect(load()).rejects.toMatchObject({ code: 'not-found' })
  expect(await db.$count(offerLetters, ofIt())).toBe(0)
})

const ofIt = () => sql`offer_id in (select id from offers where application_id = ${one.id})`
