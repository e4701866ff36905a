import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, callVersions, documents, dossiers, letterFiles, people, referenceRequests } from '@/db/schema'
import type { ReferenceRequest } from '@/lib/applying/reference/queries'
import type { Section } from '@/lib/form/definition'
import { definitionAt } from '@/lib/platform/call-store/versions'
import type { Variant } from './parts'

export type Dossier = typeof dossiers.$inferSelect
export type Asked = {
  request: ReferenceRequest
  file: typeof letterFiles.$inferSelect | null
  /** What it was answered by: the form of the Call's version of that moment. Null: not answered, or it was not kept. */
  form: Section | null
}

export async function applicantOf(executor: Executor, personId: string): Promise<string> {
  const [row] = await executor.select({ name: people.name }).from(people).where(eq(people.id, personId))
  return row!.name
}

/** All files of an application, the removed ones too: a snapshot names them. Oldest first. */
export function filesOf(executor: Executor, applicationId: string) {
  return executor
    .select()
    .from(documents)
    .where(eq(documents.applicationId, applicationId))
    .orderBy(asc(documents.uploadedAt), asc(documents.id))
}

const versionOfAnswer = sql<number | null>`(select max(v.number) from ${callVersions} v
  where v.call_id = ${applications.callId} and v.at <= ${referenceRequests.answeredAt})`

/** Whom the application names, referees first, in the order of naming, each with the file of the letter if it is one. */
export async function askedOf(executor: Executor, applicationId: string): Promise<Asked[]> {
  const rows = await executor
    .select({ request: referenceRequests, file: letterFiles, callId: applications.callId, version: versionOfAnswer })
    .from(referenceRequests)
    .innerJoin(applications, eq(applications.id, referenceRequests.applicationId))
    .leftJoin(letterFiles, eq(letterFiles.requestId, referenceRequests.id))
    .where(and(eq(referenceRequests.applicationId, applicationId), ne(referenceRequests.state, 'replaced')))
    .orderBy(asc(referenceRequests.kind), asc(referenceRequests.createdAt), asc(referenceRequests.id))
  return Promise.all(
    rows.map(async ({ callId, version, ...asked }) => {
      const then = version === null ? null : await definitionAt(executor, callId, version)
      const form = then?.references?.[asked.request.kind === 'referee' ? 'letter' : 'agreement']
      return { ...asked, form: form ?? null }
    }),
  )
}

const isOne = (applicationId: string, variant: Variant) =>
  and(eq(dossiers.applicationId, applicationId), eq(dossiers.variant, variant))

export async function findDossier(executor: Executor, id: string, variant: Variant): Promise<Dossier | null> {
  const [row] = await executor.select().from(dossiers).where(isOne(id, variant))
  return row ?? null
}

/** When what is personal in the application was last erased; null if it never was. */
export async function lastErased(executor: Executor, applicationId: string, lock = false): Promise<Date | null> {
  const query = executor
    .select({ at: applications.erasedAt })
    .from(applications)
    .where(eq(applications.id, applicationId))
  const [row] = lock ? await query.for('key share') : await query
  return row?.at ?? null
}

/**
 * Keeps a dossier in place of the one before; gives the key of that one's file, which is of no use any more. `erased`: as
 * `lastErased` was before its content was read. If it has been erased since, the dossier holds what must not be kept: it
 * is its own file then that is of no use.
 */
export async function saveDossier(
  db: Database,
  made: Omit<Dossier, 'madeAt'>,
  erased: Date | null = null,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    // Whoever erases it at this moment has its row: this waits for them.
    const now = await lastErased(tx, made.applicationId, true)
    if (now?.getTime() !== erased?.getTime()) return made.storageKey
    const inserted = await tx.insert(dossiers).values(made).onConflictDoNothing().returning()
    if (inserted.length > 0) return null
    const one = isOne(made.applicationId, made.variant)
    // Who makes the same at the same time waits here, and removes our file rather than the one before it.
    const [before] = await tx.select({ key: dossiers.storageKey }).from(dossiers).where(one).for('update')
    await tx
      .update(dossiers)
      .set({ ...made, madeAt: sql`now()` })
      .where(one)
    return before?.key ?? null
  })
}

/** Forgets a dossier whose file is gone. */
export async function forgetDossier(executor: Executor, storageKey: string): Promise<void> {
  await executor.delete(dossiers).where(eq(dossiers.storageKey, storageKey))
}

const keyOf = (id: string, variant: Variant) => `dossier:${id}:${variant}`

/**
 * Has the dossier made in the background; asked for again before it is, it is made once. Give it the transaction that
 * changes what the dossier shows. Mail goes first, and of a worker's jobs at once two at the most are dossiers.
 */
export async function queueDossier(executor: Executor, applicationId: string, variant: Variant = 'full') {
  await executor.execute(
    sql`select graphile_worker.add_job('dossier',
      json_build_object('applicationId', ${applicationId}::text, 'variant', ${variant}::text),
      queue_name := 'dossiers ' || abs(hashtext(${applicationId}::text)) % 2,
      job_key := ${keyOf(applicationId, variant)}, max_attempts := 3, priority := 10)`,
  )
}

/** How the making of a dossier stands; null if nobody asked for it, or it is done. */
export async function jobOf(executor: Executor, id: string, variant: Variant): Promise<'waiting' | 'failed' | null> {
  const [row] = await executor.execute<{ failed: boolean }>(
    sql`select attempts >= max_attempts and locked_at is null as failed
      from graphile_worker.jobs where key = ${keyOf(id, variant)}`,
  )
  if (!row) return null
  return row.failed ? 'failed' : 'waiting'
}
