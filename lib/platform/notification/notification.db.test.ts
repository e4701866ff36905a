import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { messages, notifications } from '@/db/schema'
import { createSession, findPersonBySession } from '@/lib/people/queries'
import { anApplicant } from '@/lib/tools/testing/applicant'
import {
  listNotifications,
  notify,
  PAGE_SIZE,
  preferencesOf,
  readAllNotifications,
  readNotification,
  savePreferences,
} from './queries'

type Told = Awaited<ReturnType<typeof anApplicant>>

const remind = (person: Told, key?: string) =>
  notify(db, person, {
    template: 'draft-reminder',
    data: { applicantName: 'A', callTitle: 'C', closes: 'x', url: '/apply', missing: [], preferencesUrl: '/' },
    path: '/apply',
    key,
  })
const extend = (person: Told) =>
  notify(db, person, {
    template: 'deadline-extended',
    data: { applicantName: 'A', callTitle: 'C', closes: 'x', url: '/apply' },
    path: '/apply',
  })
const mailsTo = (person: Told) => db.select().from(messages).where(eq(messages.recipient, person.email))
const unreadOf = async ({ id }: Told) => {
  const session = await createSession(db, { personId: id, userAgent: null, seconds: 60 })
  return (await findPersonBySession(db, session))!.unread
}

test('each person gets a notification with a key once, however many workers send it at once', async () => {
  const [person, other] = [await anApplicant(), await anApplicant()]
  const told = await Promise.all(Array.from({ length: 10 }, () => remind(person, 'a key')))
  expect(told.filter(Boolean)).toHaveLength(1)
  expect(await remind(other, 'a key')).toBe(true)
  expect(await mailsTo(person)).toHaveLength(1)
  expect(await unreadOf(person)).toBe(1)
})

test('a person without a wish for mail gets none on optional topics; the others are always mailed', async () => {
  const person = await anApplicant()
  expect([...(await preferencesOf(db, person.id)).values()].every(Boolean)).toBe(true)
  await savePreferences(db, person.id, new Set(['letters']))
  await savePreferences(db, person.id, new Set(['letters']))
  expect(Object.fromEntries(await preferencesOf(db, person.id))).toMatchObject({ reminders: false, letters: true })
  await remind(person)
  await extend(person)
  expect((await mailsTo(person)).map(({ template }) => template)).toEqual(['deadline-extended'])
  await savePreferences(db, person.id, new Set(['letters', 'reminders']))
  await remind(person)
  expect(await mailsTo(person)).toHaveLength(2)
  expect(await unreadOf(person)).toBe(3)
})

test('a person who saves a form of some topics keeps their choice on the others', async () => {
  const person = await anApplicant()
  await savePreferences(db, person.id, new Set(), ['letters'])
  await savePreferences(db, person.id, new Set(['reminders']), ['reminders'])
  expect(Object.fromEntries(await preferencesOf(db, person.id))).toMatchObject({
    reminders: true,
    letters: false,
    discussion: true,
  })
})

test('a person reads only their own notification, and only once', async () => {
  const [person, other] = [await anApplicant(), await anApplicant()]
  await remind(person)
  const [row] = (await listNotifications(db, person.id, 1)).list
  expect(await readNotification(db, other.id, row!.id)).toBeNull()
  expect(await unreadOf(person)).toBe(1)
  expect(await readNotification(db, person.id, row!.id)).toBe('/apply')
  const shown = async () => (await listNotifications(db, person.id, 1)).list
  const [read] = await shown()
  await readNotification(db, person.id, row!.id)
  expect(await shown()).toMatchObject([{ readAt: read!.readAt }])
  expect(await unreadOf(person)).toBe(0)
})

test('a person who marks all as read leaves later notifications and other people’s as they were', async () => {
  const [person, other] = [await anApplicant(), await anApplicant()]
  const at = (second: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, second))
  const values = { template: 'x', title: 'x', path: '/apply' }
  await db.insert(notifications).values([
    { ...values, personId: person.id, createdAt: at(1) },
    { ...values, personId: person.id, createdAt: at(2) },
    { ...values, personId: person.id, createdAt: at(3) },
    { ...values, personId: other.id, createdAt: at(1) },
  ])
  await readAllNotifications(db, person.id, at(2))
  expect((await listNotifications(db, person.id, 1)).list.map(({ readAt }) => readAt === null)).toEqual([
    true,
    false,
    false,
  ])
  expect(await unreadOf(other)).toBe(1)
})

test('a person reads their notifications page by page, newest first', async () => {
  const person = await anApplicant()
  const rows = Array.from({ length: PAGE_SIZE + 2 }, (_, n) => ({
    template: 'x',
    path: '/apply',
    personId: person.id,
    title: String(n),
    createdAt: new Date(n * 1000),
  }))
  await db.insert(notifications).values(rows)
  const first = await listNotifications(db, person.id, 1)
  const second = await listNotifications(db, person.id, 2)
  expect([...first.list, ...second.list].map(({ title }) => title)).toEqual(rows.map(({ title }) => title).reverse())
  expect([first.more, second.more]).toEqual([true, false])
})
