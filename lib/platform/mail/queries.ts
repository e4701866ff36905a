import { randomUUID } from 'node:crypto'
import { and, count, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { messages } from '@/db/schema'
import type { MessageState } from '@/lib/lifecycle/messages'
import { settings } from '@/lib/shared/settings'
import { isUuid } from '@/lib/shared/uuid'
import { type Rendered, render } from './render'
import { seal, unseal } from './seal'
import { SECRET, type Template, type TemplateData, write } from './templates'

/** A message with its text. `closed`: another secret sealed it, so its text is lost. */
export type Message = typeof messages.$inferSelect & { closed: boolean }
/** A message as lists show it: without its text. */
export type ListedMessage = Omit<typeof messages.$inferSelect, 'text' | 'html'>

/** Where a page of the list begins: after this message. */
export type Cursor = { queuedAt: Date; id: string }
/** `recipient` is any part of the address. */
export type MessageFilter = { state?: MessageState; recipient?: string; before?: Cursor }

const GONE = 'The text held a personal link and was removed after sending.'
const CLOSED = 'The text holds a personal link and was encrypted with another NEXTAUTH_SECRET: it cannot be read.'
const INTERRUPTED = 'Sending was interrupted, and no attempt is left.'

/** An address on the portal for a mail: a path becomes absolute. */
export function absolute(path: string): string {
  return new URL(path, settings().NEXTAUTH_URL).href
}

/** A complete mail. */
export function compose<T extends Template>(template: T, data: TemplateData<T>): Rendered {
  const letter = write(template, data)
  const body = letter.body.map((block) =>
    typeof block === 'string' ? block : { ...block, link: absolute(block.link) },
  )
  return render({ ...letter, body })
}

const TASK = sql`'send-mail'`
const ATTEMPTS = sql`12::smallint`

export type Mail<T extends Template> = { to: string; template: T; data: TemplateData<T> }

/**
 * Queues a mail. `executor` writes the message and the job that sends it: give it the transaction that causes the mail,
 * and the mail goes out if and only if that commits.
 */
export async function queueMail<T extends Template>(executor: Executor, mail: Mail<T>): Promise<string> {
  return (await queueMails(executor, [mail]))[0]!
}

/** Queues many mails in two statements; returns the messages' ids in their order. */
export async function queueMails<T extends Template>(executor: Executor, mails: Mail<T>[]): Promise<string[]> {
  if (mails.length === 0) return []
  const rows = await Promise.all(
    mails.map(async ({ to, template, data }) => {
      const { subject, ...parts } = compose(template, data)
      const sealed = SECRET.includes(template)
      const written = sealed ? { text: await seal(parts), html: '' } : parts
      return { id: randomUUID(), recipient: to, template, subject, sealed, ...written }
    }),
  )
  await executor.execute(sql`
    insert into ${messages} (id, recipient, template, subject, sealed, text, html)
    select x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      x(id uuid, recipient text, template text, subject text, sealed boolean, text text, html text)`)
  const ids = rows.map(({ id }) => id)
  await queueJobs(executor, ids)
  return ids
}

/**
 * The jobs that send messages; one per message, so that a new one replaces a waiting one. The worker's own function
 * takes seconds for a thousand.
 */
async function queueJobs(executor: Executor, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await executor.execute(sql`
    select count(*) from graphile_worker.add_jobs((
      select array_agg((${TASK}, json_build_object('id', id), null, now(), ${ATTEMPTS}, 'mail:' || id, null, null)
        ::graphile_worker.job_spec)
      from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) id))`)
}

async function opened(row: typeof messages.$inferSelect | undefined): Promise<Message | null> {
  if (!row) return null
  if (!row.sealed) return { ...row, closed: false }
  const parts = await unseal(row.text)
  return { ...row, ...(parts ?? { text: CLOSED, html: CLOSED }), closed: parts === null }
}

export async function findMessage(executor: Executor, id: string): Promise<Message | null> {
  if (!isUuid(id)) return null
  const [row] = await executor.select().from(messages).where(eq(messages.id, id))
  return opened(row)
}

const queuedAndFree = (id: string) => sql`${messages.id} = (
  select id from ${messages} where id = ${id} and state = 'queued' for no key update skip locked)`

/**
 * Notes that an attempt begins, so that one which dies still counts. False if there is nothing to send, or another
 * worker is sending it.
 */
export async function noteAttempt(executor: Executor, id: string): Promise<boolean> {
  const rows = await executor
    .update(messages)
    .set({ attempts: sql`${messages.attempts} + 1`, attemptedAt: sql`now()` })
    .where(queuedAndFree(id))
    .returning({ id: messages.id })
  return rows.length === 1
}

/**
 * A queued message, its row locked until the transaction ends; null if there is nothing to send, or another worker is
 * sending it.
 */
export async function claimMessage(tx: Executor, id: string): Promise<Message | null> {
  const [row] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.id, id), eq(messages.state, 'queued')))
    .for('no key update', { skipLocked: true })
  return opened(row)
}

/** Checks again in half a minute, if the message is still unsent. */
export async function lookAgain(executor: Executor, id: string): Promise<void> {
  await executor.execute(sql`
    select graphile_worker.add_job(${TASK}, json_build_object('id', id), run_at := now() + interval '30 seconds',
      max_attempts := ${ATTEMPTS}, job_key := 'mail:' || id)
    from ${messages} where id = ${id} and state = 'queued'`)
}

/** Notes that the message left. Drops the text of a mail with a personal link. */
export async function markSent(executor: Executor, { id, template }: Message): Promise<void> {
  const secret = SECRET.some((one) => one === template)
  const dropped = secret ? { sealed: false, text: GONE, html: GONE } : {}
  await executor
    .update(messages)
    .set({ state: 'sent', sentAt: sql`now()`, error: null, ...dropped })
    .where(eq(messages.id, id))
}

/** Notes why the message did not leave; `final` if there is no further attempt. */
export async function markError(executor: Executor, id: string, error: string, final: boolean): Promise<void> {
  await executor
    .update(messages)
    .set({ state: final ? 'failed' : 'queued', error: error.slice(0, 500) })
    .where(eq(messages.id, id))
}

/** Queues one failed message again, or all of them, under the same Message-ID; returns them. */
export async function queueAgain(
  tx: Executor,
  id?: string,
): Promise<Pick<ListedMessage, 'id' | 'recipient' | 'template'>[]> {
  const { id: messageId, recipient, template } = messages
  const rows = await tx
    .update(messages)
    .set({ state: 'queued' })
    .where(and(eq(messages.state, 'failed'), id === undefined ? undefined : eq(messages.id, id)))
    .returning({ id: messageId, recipient, template })
  await queueJobs(
    tx,
    rows.map(({ id }) => id),
  )
  return rows
}

/** A worker that dies in the last attempt leaves a queued message that nobody would send: shows it as failed. */
export async function failInterrupted(executor: Executor): Promise<void> {
  await executor
    .update(messages)
    .set({ state: 'failed', error: INTERRUPTED })
    .where(
      sql`${messages.id} in (
        select m.id from ${messages} m where m.state = 'queued' and m.id::text not in (
          select j.payload->>'id' from graphile_worker._private_jobs j
          where j.payload->>'id' is not null and (j.attempts < j.max_attempts or j.locked_at is not null))
        for no key update skip locked)`,
    )
}

/** The newest messages that match the filter. */
export function listMessages(executor: Executor, filter: MessageFilter, most: number): Promise<ListedMessage[]> {
  const { text: _text, html: _html, ...listed } = getTableColumns(messages)
  const { state, recipient, before } = filter
  return executor
    .select(listed)
    .from(messages)
    .where(
      and(
        state && eq(messages.state, state),
        recipient ? sql`position(lower(${recipient}) in lower(${messages.recipient})) > 0` : undefined,
        before &&
          sql`(${messages.queuedAt}, ${messages.id}) < (${before.queuedAt.toISOString()}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(messages.queuedAt), desc(messages.id))
    .limit(most)
}

export async function countMessages(executor: Executor): Promise<Record<MessageState, number>> {
  const rows = await executor.select({ state: messages.state, n: count() }).from(messages).groupBy(messages.state)
  return { queued: 0, sent: 0, failed: 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) }
}
