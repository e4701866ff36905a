import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, calls } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { findCall } from '@/lib/platform/call-store/queries'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication, withDocuments } from '@/lib/tools/testing/applicant'
import { lastSubmission, loadApplication, savedSections } from './queries'
import { saveSection } from './save'
import { submitApplication } from './submit'

let call: Call

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
})

const languages = (test: string) => ({ ...phdAnswers.languages, test })

async function draft() {
  const person = await anApplicant()
  const id = await anApplication(person, call, {})
  const save = (test: string, version: number, writer: string, seq: number) =>
    saveSection(db, person, id, call.definition, 'languages', { answers: languages(test), version, writer, seq })
  return { person, id, save }
}

test('a save on an old version is refused with the newer one, and changes nothing', async () => {
  const { id, save } = await draft()
  expect(await save('first', 0, 'writer-a', 1)).toMatchObject({ outcome: 'saved', version: 1 })
  expect(await save('second', 0, 'writer-b', 1)).toMatchObject({ outcome: 'conflict', current: { version: 1 } })
  expect((await savedSections(db, id))[0]!.answers.test).toBe('first')
  expect(await save('second', 1, 'writer-b', 2)).toMatchObject({ outcome: 'saved', version: 2 })
})

test('a repeat of what is stored is saved already, and a page’s own later save passes though its answer was lost', async () => {
  const { save } = await draft()
  await save('first', 0, 'writer-a', 1)
  expect(await save('first', 0, 'writer-a', 1)).toMatchObject({ outcome: 'saved', version: 1 })
  expect(await save('third', 0, 'writer-a', 3)).toMatchObject({ outcome: 'saved', version: 2 })
})

test('a page’s late request does not overwrite its own newer one', async () => {
  const { id, save } = await draft()
  await save('newer', 0, 'writer-a', 5)
  expect(await save('older', 0, 'writer-a', 4)).toMatchObject({ outcome: 'conflict' })
  expect((await savedSections(db, id))[0]!.answers.test).toBe('newer')
})

test('a zero character and half a pair, which Postgres does not take, are left out of what is stored', async () => {
  const { id, save } = await draft()
  expect(await save('a\u0000b\ud800c😀', 0, 'writer-a', 1)).toMatchObject({ outcome: 'saved' })
  expect((await savedSections(db, id))[0]!.answers.test).toBe('ab\ufffdc😀')
})

test('of twenty pages that save at once, one wins and the others get a conflict', async () => {
  const { save } = await draft()
  const results = await Promise.all(Array.from({ length: 20 }, (_, i) => save(`page ${i}`, 0, `writer-${i}`, 1)))
  expect(results.filter((result) => result.outcome === 'saved')).toHaveLength(1)
})

test('a save at the moment of the submission is in the snapshot, or is refused', async () => {
  const person = await anApplicant()
  const id = await anApplication(person, call, phdAnswers)
  await withDocuments(id, phdDocuments)
  const saves = Array.from({ length: 10 }, (_, i) =>
    saveSection(db, person, id, call.definition, 'languages', {
      answers: languages(`IELTS ${i}`),
      version: i + 1,
      writer: 'test-writer',
      seq: i + 2,
    }).then(
      (result) => result.outcome,
      (error: Error) => error.message,
    ),
  )
  await Promise.all([...saves, submitApplication(db, person, id, call)])
  const stored = (await savedSections(db, id)).find((section) => section.key === 'languages')!
  const { lastSubmission } = await import('./queries')
  expect((await lastSubmission(db, id))!.snapshot.answers.languages).toEqual(stored.answers)
})

test('a save that comes between a submission’s look at the answers and its end is refused, not lost', async () => {
  const person = await anApplicant()
  const id = await anApplication(person, call, phdAnswers)
  await withDocuments(id, phdDocuments)
  const request = { answers: languages('too late'), version: 1, writer: 'test-writer', seq: 2 }
  let settled = false
  let saving: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    await loadApplication(tx, person, id, 'submit', true)
    saving = saveSection(db, person, id, call.definition, 'languages', request)
      .catch((error) => error)
      .finally(() => {
        settled = true
      })
    while (!settled && !(await somebodyWaits()));
    await submitApplication(tx as never, person, id, call)
  })
  expect(await saving).toMatchObject({ code: 'forbidden' })
  expect((await lastSubmission(db, id))!.snapshot.answers.languages).toEqual(phdAnswers.languages)
})

async function somebodyWaits(): Promise<boolean> {
  const [row] = await db.execute<{ waits: boolean }>(sql`
    select exists (select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock') as waits`)
  return row!.waits
}

test('an applicant cannot save in another person’s application, in an unknown section, or too long a text', async () => {
  const { id, save } = await draft()
  await save('first', 0, 'writer-a', 1)
  const other = await anApplicant()
  const request = { answers: languages('x'), version: 1, writer: 'writer-x', seq: 1 }
  await expect(saveSection(db, other, id, call.definition, 'languages', request)).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(save('x'.repeat(20_001), 1, 'writer-a', 2)).rejects.toMatchObject({ code: 'invalid' })
  const { person } = await draft()
  await expect(saveSection(db, person, id, call.definition, 'nothing', request)).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('the choice of track and institution is also the application’s own', async () => {
  const person = await anApplicant()
  const id = await anApplication(person, call, { choice: phdAnswers.choice })
  expect(await loadApplication(db, person, id)).toMatchObject({ track: 'phd', institution: 'ucas' })
})

test('an applicant saves nothing after the Call closed, and keeps the earlier answers', async () => {
  const { person, id, save } = await draft()
  await save('first', 0, 'writer-a', 1)
  const [before] = await db.select().from(calls).where(eq(calls.id, call.id))
  await db
    .update(calls)
    .set({ closesAt: new Date(Date.now() - 1000) })
    .where(eq(calls.id, call.id))
  try {
    await expect(save('late', 1, 'writer-a', 2)).rejects.toMatchObject({ code: 'closed' })
    expect((await savedSections(db, id))[0]!.answers.test).toBe('first')
  } finally {
    await db.update(calls).set({ closesAt: before!.closesAt }).where(eq(calls.id, call.id))
  }
  expect((await db.select().from(applications).where(eq(applications.personId, person.id)))[0]!.state).toBe('draft')
})
