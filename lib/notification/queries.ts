import { and, eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { notificationPreferences, notifications } from '@/db/schema'
import { queueMail } from '@/lib/mail/queries'
import { type Template, type TemplateData, write } from '@/lib/mail/templates'
import { TOPICS, topicOf } from './topics'

export type Notice<T extends Template> = {
  template: T
  data: TemplateData<T>
  /** Where it leads to, a path on the portal. */
  path: string
  /** Given for what must be told once only: a second one with the same key tells nothing. */
  key?: string
}

/**
 * Tells a person something: on their notifications page, and by mail unless they want none of this topic. Part of the
 * transaction that causes it. False if they were told before, by the key.
 */
export async function notify<T extends Template>(
  executor: Executor,
  person: { id: string; email: string },
  { template, data, path, key }: Notice<T>,
): Promise<boolean> {
  const [row] = await executor
    .insert(notifications)
    .values({ personId: person.id, template, path, key, title: write(template, data).subject })
    .onConflictDoNothing()
    .returning({ id: notifications.id })
  if (!row) return false
  if (await wantsMail(executor, person.id, template)) {
    const messageId = await queueMail(executor, { to: person.email, template, data })
    await executor.update(notifications).set({ messageId }).where(eq(notifications.id, row.id))
  }
  return true
}

async function wantsMail(executor: Executor, personId: string, template: Template): Promise<boolean> {
  const topic = topicOf(template)
  if (!TOPICS[topic].optional) return true
  const [preference] = await executor
    .select({ byMail: notificationPreferences.byMail })
    .from(notificationPreferences)
    .where(and(eq(notificationPreferences.personId, personId), eq(notificationPreferences.topic, topic)))
  return preference?.byMail ?? true
}
