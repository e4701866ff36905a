import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, messages, notificationPreferences } from '@/db/schema'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Call } from '@/lib/call/call'
import { phdAnswers, phdDocuments, twoReferees } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication, withDocuments } from '@/lib/tools/testing/applicant'
import { aCall, closeIn, inHours, toldOf } from '@/lib/tools/testing/deadlines'
import { remindDrafts } from './remind'

let call: Call
const DAY = 24

beforeEach(async () => {
  call = await aCall(30 * DAY)
})

async function aDraft(answers = phdAnswers) {
  const person = await anApplicant('Amina')
  const [referee] = twoReferees
  return { person, id: await anApplication(person, call, answers, [referee!]) }
}
const reminders = async ({ person }: { person: Parameters<typeof toldOf>[0] }) => toldOf(person, 'draft-reminder')
const remindAt = (hours: number) => remindDrafts(db, inHours(30 * DAY - hours))

test('each of the Call’s days reminds once, nothing before the first and nothing after the closing', async () => {
  const draft = await aDraft()
  for (const [hours, sofar] of [
    [8 * DAY, 0],
    [7 * DAY, 1],
    [6 * DAY, 1],
    [2 * DAY, 2],
    [DAY + 1, 2],
    [DAY, 3],
    [1, 3],
    [0, 3],
    [-1, 3],
  ] as const) {
    await remindAt(hours)
    await remindAt(hours)
    expect((await reminders(draft)).mails, `${hours} hours before`).toBe(sofar)
  }
})

test('an applicant who missed earlier reminders, because no server ran, gets the latest alone', async () => {
  const draft = await aDraft()
  await remindAt(5)
  expect((await reminders(draft)).titles).toHaveLength(1)
})

test('a deadline that moves reminds anew, and one’s own later deadline counts', async () => {
  const draft = await aDraft()
  await remindAt(DAY)
  await db
    .update(applications)
    .set({ closesAt: inHours(40 * DAY) })
    .where(eq(applications.id, draft.id))
  await remindAt(1)
  expect((await reminders(draft)).titles).toHaveLength(1)
  await remindDrafts(db, inHours(39 * DAY))
  const { titles } = await reminders(draft)
  expect(titles).toHaveLength(2)
  expect(titles[0]).not.toBe(titles[1])
})

test('the mail says what is missing, whom to name still, and until when', async () => {
  const { languages: _, ...incomplete } = phdAnswers
  const draft = await aDraft(incomplete)
  await withDocuments(draft.id, phdDocuments)
  await closeIn(call.slug, 20)
  await remindDrafts(db, inHours(0))
  const [mail] = await db.select().from(messages).where(eq(messages.recipient, draft.person.email))
  expect(mail!.text).toContain(
    'Still to do: Languages; Referees: name 2 (1 so far); Host supervisor: name the person who has agreed to host you.',
  )
  expect(mail!.text).toMatch(/submit it by \d+ \w+ \d{4}, \d\d:\d\d \(Beijing time\)/)
  expect(mail!.text).toContain(`http://localhost:3000/apply/${draft.id}`)
  expect(mail!.text).toContain('http://localhost:3000/notifications/preferences')
})

test('an applicant who opted out gets no mail, but sees the reminder on the page', async () => {
  const draft = await aDraft()
  await db.insert(notificationPreferences).values({ personId: draft.person.id, topic: 'reminders', byMail: false })
  await remindAt(DAY)
  expect(await reminders(draft)).toMatchObject({
    mails: 0,
    titles: [expect.stringContaining('Submit your application')],
  })
})

test('an applicant who submitted, withdrew or has no draft gets no reminder', async () => {
  const draft = await aDraft()
  await withdrawApplication(db, draft.person, draft.id)
  await remindAt(DAY)
  expect((await reminders(draft)).titles).toEqual([])
})

test('several workers at once send one reminder each, and a full batch queues another', async () => {
  const drafts = await Promise.all(Array.from({ length: 7 }, () => aDraft()))
  const now = inHours(30 * DAY - 20)
  const told = await Promise.all(Array.from({ length: 4 }, () => remindDrafts(db, now, 3)))
  const jobs = await db.execute(sql`
    select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'remind-drafts'`)
  expect(jobs.length).toBeGreaterThan(0)
  let sum = told.reduce((a, b) => a + b, 0)
  for (let more = 1; more > 0; sum += more) more = await remindDrafts(db, now, 3)
  expect(sum).toBe(7)
  for (const draft of drafts) expect(await reminders(draft)).toMatchObject({ mails: 1 })
})
