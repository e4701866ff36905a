import { eq, type SQL, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import { applications, calls, events, messages, submissions } from '@/db/schema'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Call } from '@/lib/call/call'
import { visitor } from '@/lib/people/actor'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { mastersAnswers, mastersDocuments, phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication, withDocuments } from '@/lib/tools/testing/applicant'
import { lastSubmission, loadApplication, startApplication } from './queries'
import { reopenApplication, submitApplication } from './submit'

let call: Call

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
})

async function readyApplication() {
  const person = await anApplicant()
  const id = await anApplication(person, call, phdAnswers)
  await withDocuments(id, phdDocuments)
  return { person, id }
}

describe('submitting', () => {
  test('an applicant who submits fifty times at once gets one submission, one number, one event and one mail', async () => {
    const { person, id } = await readyApplication()
    const numbers = await Promise.all(Array.from({ length: 50 }, () => submitApplication(db, person, id, call)))
    expect(new Set(numbers).size).toBe(1)
    expect(numbers[0]).toMatch(/^ANSO-2021-P-\d{5}$/)
    expect(await db.select().from(submissions).where(eq(submissions.applicationId, id))).toHaveLength(1)
    const recorded = await db.select().from(events).where(eq(events.applicationId, id))
    expect(recorded.filter((event) => event.type === 'submit')).toHaveLength(1)
    expect(await db.select().from(messages).where(eq(messages.recipient, person.email))).toHaveLength(1)
  })

  test('numbers have no gap and no repeat when many people submit at once', async () => {
    const ready = await Promise.all(Array.from({ length: 12 }, readyApplication))
    const numbers = await Promise.all(ready.map(({ person, id }) => submitApplication(db, person, id, call)))
    const counts = numbers.map((number) => Number(number.split('-').at(-1)))
    expect(Math.max(...counts) - Math.min(...counts)).toBe(11)
    expect(new Set(counts).size).toBe(12)
  })

  test('a document that does not apply is not part of the submission', async () => {
    const person = await anApplicant()
    const id = await anApplication(person, call, mastersAnswers)
    await withDocuments(id, phdDocuments)
    await submitApplication(db, person, id, call)
    const kinds = (await lastSubmission(db, id))!.snapshot.documents.map(({ kind }) => kind)
    expect(kinds.sort()).toEqual([...mastersDocuments].sort())
  })

  test('an applicant with an incomplete application reads what is missing, and it stays a draft', async () => {
    const person = await anApplicant()
    const id = await anApplication(person, call, phdAnswers)
    await expect(submitApplication(db, person, id, call)).rejects.toThrow(/Documents/)
    expect((await loadApplication(db, person, id)).state).toBe('draft')
  })

  test('an applicant whom a rule of the Call excludes cannot submit', async () => {
    const person = await anApplicant()
    const personal = { ...phdAnswers.personal, birthDate: { day: '31', month: '12', year: '1985' } }
    const id = await anApplication(person, call, { ...phdAnswers, personal })
    await withDocuments(id, phdDocuments)
    await expect(submitApplication(db, person, id, call)).rejects.toThrow(/1 January 1986/)
  })

  test('a request that came before the deadline or within its grace is taken, a later one is not', async () => {
    const late = await readyApplication()
    const after = new Date(call.closesAt.getTime() + call.graceMinutes * 60_000 + 1)
    await expect(submitApplication(db, late.person, late.id, call, after)).rejects.toMatchObject({ code: 'closed' })
    expect(await submitApplication(db, late.person, late.id, call, new Date(after.getTime() - 1))).toMatch(/^ANSO/)
  })

  test('the snapshot is frozen; withdrawing and reopening keeps the number', async () => {
    const { person, id } = await readyApplication()
    const number = await submitApplication(db, person, id, call)
    expect((await lastSubmission(db, id))!.snapshot.answers.personal).toEqual(phdAnswers.personal)
    await withdrawApplication(db, person, id)
    await reopenApplication(db, person, id)
    expect(await submitApplication(db, person, id, call)).toBe(number)
    expect((await lastSubmission(db, id))!.attempt).toBe(2)
  })
})

describe('an application of one person', () => {
  test('another person and a visitor neither read, submit nor withdraw an application', async () => {
    const { id } = await readyApplication()
    const other = await anApplicant()
    for (const actor of [other, visitor])
      await expect(loadApplication(db, actor, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(submitApplication(db, other, id, call)).rejects.toMatchObject({ code: 'not-found' })
    await expect(withdrawApplication(db, other, id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a person has one application a call, however many tabs begin one', async () => {
    const person = await anApplicant()
    const ids = await Promise.all(Array.from({ length: 20 }, () => startApplication(db, person, call.id)))
    expect(new Set(ids).size).toBe(1)
  })
})

describe('a call that is only data', () => {
  test('an applicant submits to an invented Call with a third track and other sections', async () => {
    await publishCall(db, inventedCall)
    const invented = (await findCall(db, 'invented'))!
    const person = await anApplicant()
    const basics = { what: 'artist', where: 'nile-lab', shoe: 's' }
    const id = await anApplication(person, invented, { basics, portfolio: { works: [{ name: 'One' }] } })
    await expect(submitApplication(db, person, id, invented)).rejects.toThrow(/Portfolio/)
    const other = await anApplicant()
    const complete = await anApplication(other, invented, {
      basics,
      portfolio: { works: [{ name: 'One' }, { name: 'Two' }] },
    })
    expect(await submitApplication(db, other, complete, invented)).toBe('INV-2031-A-00001')
    const wrong = await anApplicant()
    const large = await anApplication(wrong, invented, {
      basics: { ...basics, shoe: 'l' },
      portfolio: { works: [{ name: 'One' }, { name: 'Two' }] },
    })
    await expect(submitApplication(db, wrong, large, invented)).rejects.toThrow(/small shoes/)
  })
})

describe('Postgres itself refuses', () => {
  test('a state without a number, a place beyond the quota, a changed event', async () => {
    const { id } = await readyApplication()
    await expect(db.update(applications).set({ state: 'awarded' }).where(eq(applications.id, id))).rejects.toThrow()
    await expect(
      db.execute(sql`insert into places (call_id, track, number) values (${call.id}, 'phd', 301)`),
    ).rejects.toThrow()
    await expect(db.execute(sql`update events set type = 'x'`)).rejects.toThrow()
    await expect(db.execute(sql`delete from events`)).rejects.toThrow()
    const [row] = await db.select({ id: calls.id }).from(calls).where(eq(calls.slug, '2021'))
    expect(row!.id).toBe(call.id)
  })

  test('a quota below the places that are taken', async () => {
    const { id, person } = await readyApplication()
    const last = sql`call_id = ${call.id} and track = 'phd' and number = 300`
    // Without the triggers that require a complete award.
    const byHand = (statement: SQL) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`)
        await tx.execute(statement)
      })
    await byHand(sql`update places set application_id = ${id}, person_id = ${person.id} where ${last}`)
    await expect(
      db.execute(sql`update tracks set quota = 299 where call_id = ${call.id} and key = 'phd'`),
    ).rejects.toThrow()
    await db.execute(sql`update tracks set quota = 301 where call_id = ${call.id} and key = 'phd'`)
    const [row] = await db.execute(
      sql`select count(*)::int as n from places where call_id = ${call.id} and track = 'phd'`,
    )
    expect(row!.n).toBe(301)
    await byHand(sql`update places set application_id = null, person_id = null where ${last}`)
    await db.execute(sql`update tracks set quota = 300 where call_id = ${call.id} and key = 'phd'`)
  })
})
