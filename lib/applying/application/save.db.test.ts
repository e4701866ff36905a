import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { db } from '@/db/client'
import { applications, authenticators, calls, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { createSession, endSession } from '@/lib/people/queries'
import { findCall } from '@/lib/platform/call-store/queries'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication, withDocuments } from '@/lib/tools/testing/applicant'
import { lastSubmission, loadApplication, savedSections } from './queries'
import { autosave, saveInSession, saveSection } from './save'
import { submitApplication } from './submit'

let call: Call

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
})

const languages = (test: string) => ({ ...phdAnswers.languages, test })

async function draft(way: 'by saveSection' | 'by autosave' = 'by saveSection') {
  const person = await anApplicant()
  const id = await anApplication(person, call, {})
  const session = await createSession(db, { personId: person.id, userAgent: null, seconds: 60 })
  const save = async (test: string, version: number, writer: string, seq: number) => {
    const request = { answers: languages(test), version, writer, seq }
    if (way === 'by saveSection') return saveSection(db, person, id, call.definition, 'languages', request)
    // As the route does.
    const saved = await saveInSession(db, session, id, 'languages', request)
    return saved?.result ?? autosave(db, person, id, 'languages', request)
  }
  return { person, id, session, save }
}

describe.each(['by saveSection', 'by autosave'] as const)('%s', (way) => {
  test('a save on an old version is refused with the newer one, and changes nothing', async () => {
    const { id, save } = await draft(way)
    expect(await save('first', 0, 'writer-a', 1)).toMatchObject({ outcome: 'saved', version: 1 })
    expect(await save('second', 0, 'writer-b', 1)).toMatchObject({ outcome: 'conflict', current: { version: 1 } })
    expect((await savedSections(db, id))[0]!.answers.test).toBe('first')
    expect(await save('second', 1, 'writer-b', 2)).toMatchObject({ outcome: 'saved', version: 2 })
  })

  test('a repeat of what is stored is saved already, and a page’s own later save passes though its answer was lost', async () => {
    const { save } = await draft(way)
    await save('first', 0, 'writer-a', 1)
    expect(await save('first', 0, 'writer-a', 1)).toMatchObject({ outcome: 'saved', version: 1 })
    expect(await save('third', 0, 'writer-a', 3)).toMatchObject({ outcome: 'saved', version: 2 })
  })

  test('a page’s late request does not overwrite its own newer one', async () => {
    const { id, save } = await draft(way)
    await save('newer', 0, 'writer-a', 5)
    expect(await save('older', 0, 'writer-a', 4)).toMatchObject({ outcome: 'conflict' })
    expect((await savedSections(db, id))[0]!.answers.test).toBe('newer')
  })

  test('a zero character and half a pair, which Postgres does not take, are left out of what is stored', async () => {
    const { id, save } = await draft(way)
    expect(await save('a\u0000b\ud800c😀', 0, 'writer-a', 1)).toMatchObject({ outcome: 'saved' })
    expect((await savedSections(db, id))[0]!.answers.test).toBe('ab\ufffdc😀')
  })

  test('of twenty pages that save at once, one wins and the others get a conflict', async () => {
    const { save } = await draft(way)
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => save(`page ${i}`, 0, `writer-${i}`, 1)))
    expect(results.filter((result) => result.outcome === 'saved')).toHaveLength(1)
  })

  test('an applicant saves nothing after the Call closed, and keeps the earlier answers', async () => {
    const { person, id, save } = await draft(way)
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

test('an autosave is one statement from the second on, and follows an edit of the Call at once', async () => {
  const { id, save } = await draft('by autosave')
  const { $client } = db as unknown as { $client: { ask: (...given: unknown[]) => Promise<unknown> } }
  await save('first', 0, 'writer-a', 1)
  const asked = vi.spyOn($client, 'ask')
  expect(await save('second', 1, 'writer-a', 2)).toMatchObject({ outcome: 'saved', version: 2 })
  expect(asked).toHaveBeenCalledTimes(1)
  asked.mockRestore()
  const [before] = await db.select().from(calls).where(eq(calls.id, call.id))
  const { sections, ...rest } = call.definition
  const without = sections.map((section) =>
    section.key === 'languages' ? { ...section, fields: section.fields.filter(({ key }) => key !== 'test') } : section,
  )
  await db
    .update(calls)
    .set({ version: before!.version + 1, definition: { ...rest, sections: without } })
    .where(eq(calls.id, call.id))
  try {
    expect(await save('third', 2, 'writer-a', 3)).toMatchObject({ outcome: 'saved', version: 3 })
    expect((await savedSections(db, id))[0]!.answers).not.toHaveProperty('test')
  } finally {
    // A further version: nobody may take the edited definition for the former one.
    await db
      .update(calls)
      .set({ version: before!.version + 2, definition: before!.definition })
      .where(eq(calls.id, call.id))
  }
  expect(await save('fourth', 3, 'writer-a', 4)).toMatchObject({ outcome: 'saved', version: 4 })
  expect((await savedSections(db, id))[0]!.answers).toMatchObject({ test: 'fourth' })
})

test('only the valid session of the application’s own applicant, without roles and authenticator, saves by itself', async () => {
  const { person, id, session, save } = await draft('by autosave')
  await save('first', 0, 'writer-a', 1)
  const tries = (of: string, section = 'languages') =>
    saveInSession(db, of, id, section, { answers: languages('x'), version: 1, writer: 'writer-x', seq: 1 })
  const stranger = await anApplicant()
  const foreign = await createSession(db, { personId: stranger.id, userAgent: null, seconds: 60 })
  const over = await createSession(db, { personId: person.id, userAgent: null, seconds: -1 })
  const ended = await createSession(db, { personId: person.id, userAgent: null, seconds: 60 })
  await endSession(db, ended)
  for (const of of [foreign, over, ended, 'no-session']) expect(await tries(of)).toBeNull()
  for (const section of ['nothing', 'choice']) expect(await tries(session, section)).toBeNull()
  await db.insert(authenticators).values({ personId: person.id, secret: 'secret', confirmedAt: new Date() })
  expect(await tries(session)).toBeNull()
  await db.delete(authenticators).where(eq(authenticators.personId, person.id))
  await db.insert(roles).values({ personId: person.id, role: 'reviewer', callId: call.id })
  expect(await tries(session)).toBeNull()
  await db.delete(roles).where(eq(roles.personId, person.id))
  expect((await savedSections(db, id))[0]!.answers.test).toBe('first')
  expect(await tries(session)).toMatchObject({ session: { personId: person.id }, result: { version: 2 } })
})

test('an autosave in another person’s application is refused, also where this process knows its Call', async () => {
  const { id, save } = await draft('by autosave')
  await save('first', 0, 'writer-a', 1)
  const request = { answers: languages('x'), version: 1, writer: 'writer-x', seq: 1 }
  const other = await anApplicant()
  await expect(autosave(db, other, id, 'languages', request)).rejects.toMatchObject({ code: 'not-found' })
  expect((await savedSections(db, id))[0]!.answers.test).toBe('first')
})
