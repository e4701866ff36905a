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
  /** The form behind the answer: that of the Call's version at that moment. Null: not answered, or not kept. */
  form: Section | null
}

export async function applicantOf(executor: Executor, personId: string): Promise<string> {
  const [row] = await executor.select({ name: people.name }).from(people).where(eq(people.id, personId))
  return row!.name
}

/** All files of an application, including removed ones, because a snapshot may name them. Oldest first. */
export function filesOf(executor: Executor, applicationId: string) {
  return executor
    .select()
    .from(documents)
    .where(eq(documents.applicationId, applicationId))
    .orderBy(asc(documents.uploadedAt), asc(documents.id))
}

const versionOfAnswer = sql<number | null>`(select max(v.number) from ${callVersions} v
  where v.call_id = ${applications.callId} and v.at <= ${referenceRequests.answeredAt})`

/**
 * The people whom the application names, referees first, in the order of naming, each with the letter's file if there
 * is one.
 */
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

/** When the application's personal data were last erased; null if never. */
export async function lastErased(executor: Executor, applicationId: string, lock = false): Promise<Date | null> {
  const query = executor
    .select({ at: applications.erasedAt })
    .from(applications)
    .where(eq(applications.id, applicationId))
  const [row] = lock ? await query.for('key share') : await query
  return row?.at ?? null
}

/**
 * Replaces the former dossier; returns the key of that one's file, which is now useless. `erased`: `lastErased` from
 * before its content was read. If the application was erased since, this dossier holds what must not be kept, and its
 * own key comes back.
 */
export async function saveDossier(
  db: Database,
  made: Omit<Dossier, 'madeAt'>,
  erased: Date | null = null,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    // A concurrent erasure holds the row: this waits for it.
    const now = await lastErased(tx, made.applicationId, true)
    if (now?.getTime() !== erased?.getTime()) return made.storageKey
    const inserted = await tx.insert(dossiers).values(made).onConflictDoNothing().returning()
    if (inserted.length > 0) return null
    const one = isOne(made.applicationId, made.variant)
    // A concurrent run that makes the same dossier waits here, and removes our file instead of the former one.
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
 * Queues the making of the dossier; repeated requests make it once. Give it the transaction that changes its content.
 * Mail has priority, and at most two of a worker's jobs at once are dossiers.
 */
export async function queueDossier(executor: Executor, applicationId: string, variant: Variant = 'full') {
  await executor.execute(
    sql`select graphile_worker.add_job('dossier',
      json_build_object('applicationId', ${applicationId}::text, 'variant', ${variant}::text),
      queue_name := 'dossiers ' || abs(hashtext(${applicationId}::text)) % 2,
      job_key := ${keyOf(applicationId, variant)}, max_attempts := 3, priority := 10)`,
  )
}

/** The progress of a dossier; null if nobody asked for it, or it is done. */
export async function jobOf(executor: Executor, id: string, variant: Variant): Promise<'waiting' | 'failed' | null> {
  const [row] = await executor.execute<{ failed: boolean }>(
    sql`select attempts >= max_attempts and locked_at is null as failed
      from graphile_worker.jobs where key = ${keyOf(id, variant)}`,
  )
  if (!row) return null
  return row.failed ? 'failed' : 'waiting'
}
