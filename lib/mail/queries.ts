import { desc, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { messages } from '@/db/schema'
import { settings } from '@/lib/settings'
import { render } from './render'
import { SECRET, type Template, type TemplateData, write } from './templates'

export type Message = typeof messages.$inferSelect

/** An address on the portal for a mail: a path becomes absolute. */
export function absolute(path: string): string {
  return new URL(path, settings().NEXTAUTH_URL).href
}

/**
 * Queues a mail. The message and the job that sends it are written by `executor`: give it the transaction that causes
 * the mail, and the mail goes out if and only if that commits.
 */
export async function queueMail<T extends Template>(
  executor: Executor,
  mail: { to: string; template: T; data: TemplateData<T> },
): Promise<string> {
  const letter = write(mail.template, mail.data)
  const body = letter.body.map((block) =>
    typeof block === 'string' ? block : { ...block, link: absolute(block.link) },
  )
  const [row] = await executor
    .insert(messages)
    .values({ recipient: mail.to, template: mail.template, ...render({ ...letter, body }) })
    .returning({ id: messages.id })
  const { id } = row!
  await executor.execute(
    sql`select graphile_worker.add_job('send-mail', json_build_object('id', ${id}::text), max_attempts := 12)`,
  )
  return id
}

export async function findMessage(executor: Executor, id: string): Promise<Message | null> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return null
  const [row] = await executor.select().from(messages).where(eq(messages.id, id))
  return row ?? null
}

/** The newest messages, all or of one recipient. For the development mailbox. */
export function listMessages(executor: Executor, recipient?: string): Promise<Message[]> {
  return executor
    .select()
    .from(messages)
    .where(recipient ? sql`lower(${messages.recipient}) = lower(${recipient.trim()})` : undefined)
    .orderBy(desc(messages.queuedAt), desc(messages.id))
    .limit(100)
}

/** Notes that the message left. The text of a mail with a secret link is dropped. */
export async function markSent(executor: Executor, message: Message): Promise<void> {
  const secret = SECRET.some((template) => template === message.template)
  const gone = 'The text held a personal link and was removed after sending.'
  await executor
    .update(messages)
    .set({
      state: 'sent',
      sentAt: sql`now()`,
      attempts: sql`${messages.attempts} + 1`,
      error: null,
      ...(secret ? { text: gone, html: gone } : {}),
    })
    .where(eq(messages.id, message.id))
}

/** Notes an attempt that failed; `last` if no other follows. */
export async function markAttempt(executor: Executor, id: string, error: string, last: boolean): Promise<void> {
  await executor
    .update(messages)
    .set({ state: last ? 'failed' : 'queued', attempts: sql`${messages.attempts} + 1`, error: error.slice(0, 500) })
    .where(eq(messages.id, id))
}
