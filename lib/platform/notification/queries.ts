import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, notificationPreferences, notifications } from '@/db/schema'
import { queueMails } from '@/lib/platform/mail/queries'
import { type Template, type TemplateData, write } from '@/lib/platform/mail/templates'
import { OPTIONAL_TOPICS, TOPICS, type Topic, topicOf } from './topics'

export type Notification = typeof notifications.$inferSelect

export type Notice<T extends Template> = {
  template: T
  data: TemplateData<T>
  /** The page it links to, a path on the portal. */
  path: string
  /** For messages that go out only once: a second one with the same key does nothing. */
  key?: string
}

/**
 * Tells a person something: on their notifications page, and by mail unless they opted out of the topic. Part of the
 * transaction that causes it. False if the key shows that they already know.
 */
export async function notify<T extends Template>(
  executor: Executor,
  person: { id: string; email: string },
  notice: Notice<T>,
): Promise<boolean> {
  return (await notifyAll(executor, [{ person, notice }])) === 1
}

/** Tells many people the same template in a few statements. Returns how many had not heard it before. */
export async function notifyAll<T extends Template>(
  executor: Executor,
  list: { person: { id: string; email: string }; notice: Notice<T> }[],
): Promise<number> {
  if (list.length === 0) return 0
  const rows = list.map(({ person, notice: { template, data, path, key } }) => {
    return { id: randomUUID(), person: person.id, template, path, key, title: write(template, data).subject }
  })
  const inserted = await executor.execute<{ id: string }>(sql`
    insert into ${notifications} (id, person_id, template, title, path, key)
    select x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      x(id uuid, person uuid, template text, title text, path text, key text)
    on conflict do nothing returning id`)
  const fresh = new Set([...inserted].map(({ id }) => id))
  const told = list.flatMap((one, index) => (fresh.has(rows[index]!.id) ? [{ ...one, id: rows[index]!.id }] : []))
  if (told.length === 0) return 0
  const without = await withoutMail(
    executor,
    told.map(({ person }) => person.id),
    list[0]!.notice.template,
  )
  const mailed = told.filter(({ person }) => !without.has(person.id))
  if (mailed.length === 0) return told.length
  const messages = await queueMails(
    executor,
    mailed.map(({ person, notice: { template, data } }) => ({ to: person.email, template, data })),
  )
  const pairs = mailed.map(({ id }, index) => ({ id, message: messages[index] }))
  await executor.execute(sql`
    update ${notifications} set message_id = x.message
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) x(id uuid, message uuid) where ${notifications}.id = x.id`)
  return told.length
}

/** The people among them who opted out of mail on the template's topic. */
async function withoutMail(executor: Executor, personIds: string[], template: Template): Promise<Set<string>> {
  const topic = topicOf(template)
  if (!TOPICS[topic].optional) return new Set()
  const rows = await executor.execute<{ id: string }>(sql`
    select person_id as id from ${notificationPreferences} where topic = ${topic} and not by_mail
      and person_id in (select jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb)::uuid)`)
  return new Set([...rows].map(({ id }) => id))
}

export const PAGE_SIZE = 30

/** A page of the person's notifications, newest first, and whether another follows. */
export async function listNotifications(
  executor: Executor,
  personId: string,
  page: number,
): Promise<{ list: Notification[]; more: boolean }> {
  const rows = await executor
    .select()
    .from(notifications)
    .where(eq(notifications.personId, personId))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(PAGE_SIZE + 1)
    .offset((page - 1) * PAGE_SIZE)
  return { list: rows.slice(0, PAGE_SIZE), more: rows.length > PAGE_SIZE }
}

/** Marks one as read and returns the page it links to; null if it is not this person's. */
export async function readNotification(executor: Executor, personId: string, id: string): Promise<string | null> {
  const [row] = await executor
    .update(notifications)
    .set({ readAt: sql`coalesce(${notifications.readAt}, now())` })
    .where(and(eq(notifications.personId, personId), eq(notifications.id, id)))
    .returning({ path: notifications.path })
  return row?.path ?? null
}

/** Marks the person's notifications up to then as read. */
export async function readAllNotifications(executor: Executor, personId: string, until: Date): Promise<void> {
  await executor
    .update(notifications)
    .set({ readAt: sql`now()` })
    .where(and(eq(notifications.personId, personId), isNull(notifications.readAt), lte(notifications.createdAt, until)))
}

/** The optional topics, and whether the person wants mail about each. */
export async function preferencesOf(executor: Executor, personId: string): Promise<Map<Topic, boolean>> {
  const rows = await executor
    .select({ topic: notificationPreferences.topic, byMail: notificationPreferences.byMail })
    .from(notificationPreferences)
    .where(eq(notificationPreferences.personId, personId))
  const chosen = new Map(rows.map(({ topic, byMail }) => [topic, byMail]))
  return new Map(OPTIONAL_TOPICS.map((topic) => [topic, chosen.get(topic) ?? true]))
}

/** Saves which of the `shown` optional topics the person wants mail about. */
export async function savePreferences(
  executor: Executor,
  personId: string,
  wanted: Set<string>,
  shown = OPTIONAL_TOPICS,
): Promise<void> {
  if (shown.length === 0) return
  await executor
    .insert(notificationPreferences)
    .values(shown.map((topic) => ({ personId, topic, byMail: wanted.has(topic) })))
    .onConflictDoUpdate({
      target: [notificationPreferences.personId, notificationPreferences.topic],
      set: { byMail: sql`excluded.by_mail` },
    })
}

/** Whether the person has an application, begun or submitted. */
export async function hasApplied(executor: Executor, personId: string): Promise<boolean> {
  return (await executor.$count(applications, eq(applications.personId, personId))) > 0
}
