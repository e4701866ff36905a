import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Database, Executor } from '@/db/client'
import { applications, documents, letterFiles, submissions } from '@/db/schema'
import { type ChangedBy, changedBy } from '@/lib/applying/acting/record-changes'
import { isEditable } from '@/lib/applying/application/editable'
import { loadApplication } from '@/lib/applying/application/queries'
import { queueScan } from '@/lib/applying/malware/queries'
import type { DocumentKind } from '@/lib/call/definition'
import { heldInWords } from '@/lib/lifecycle/files'
import type { Actor, Person } from '@/lib/people/actor'
import { can, isOnItsSide } from '@/lib/people/permissions'
import { tieOf } from '@/lib/people/tie'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { isUuid } from '@/lib/shared/uuid'

export type Document = typeof documents.$inferSelect
export type NewDocument = Pick<Document, 'filename' | 'type' | 'size' | 'sha256' | 'pages' | 'storageKey'> &
  Partial<Pick<Document, 'changes' | 'scan'>>

const noSuchDocument = () => new PortalError('not-found', 'There is no such document, or it is not yours.')

/** The current documents of an application, oldest first. @throws PortalError 'not-found' */
export async function listDocuments(executor: Executor, actor: Actor, applicationId: string): Promise<Document[]> {
  await loadApplication(executor, actor, applicationId)
  return present(executor, applicationId)
}

/** A removed document of the application that can be restored, if it is one. */
export async function findRemoved(
  executor: Executor,
  actor: Actor,
  applicationId: string,
  id: string,
): Promise<Document | null> {
  const document = await findDocument(executor, actor, id, 'read').catch((error) => {
    if (error instanceof PortalError) return null
    throw error
  })
  return document?.removedAt && document.applicationId === applicationId ? document : null
}

function present(executor: Executor, applicationId: string) {
  return executor
    .select()
    .from(documents)
    .where(and(eq(documents.applicationId, applicationId), isNull(documents.removedAt)))
    .orderBy(asc(documents.uploadedAt), asc(documents.id))
}

/**
 * Adds an uploaded file. If the kind takes one file, it replaces the present one.
 * @throws PortalError 'not-found', 'forbidden' (submitted), 'closed', 'invalid' (as many as the kind takes)
 */
export async function addDocument(
  db: Database,
  person: Person,
  applicationId: string,
  kind: DocumentKind,
  file: NewDocument,
): Promise<string> {
  return db.transaction(async (tx) => {
    const by = await lockEditable(tx, person, applicationId)
    const there = (await present(tx, applicationId)).filter((document) => document.kind === kind.key)
    if (kind.max === 1) for (const document of there) await setRemoved(tx, by, document, new Date())
    else if (there.length >= kind.max) {
      throw new PortalError('invalid', `${kind.label}: there are ${kind.max} files already. Remove one first.`)
    }
    const [row] = await tx
      .insert(documents)
      .values({ ...file, applicationId, kind: kind.key })
      .returning()
    await record(tx, by, 'document-added', row!)
    if (file.scan === 'waiting') await queueScan(tx)
    return row!.id
  })
}

/** Removes a document; it can be restored as long as the application can be changed. @throws as `addDocument` */
export async function removeDocument(db: Database, person: Person, documentId: string): Promise<Document> {
  return changeDocument(db, person, documentId, async (tx, document, by) => {
    if (!document.removedAt) await setRemoved(tx, by, document, new Date())
  })
}

/** Restores a removed document. @throws as `addDocument` */
export async function restoreDocument(
  db: Database,
  person: Person,
  documentId: string,
  kinds: DocumentKind[],
): Promise<Document> {
  return changeDocument(db, person, documentId, async (tx, document, by) => {
    if (!document.removedAt) return
    if (document.scan === 'infected') throw new PortalError('invalid', `${document.filename}: ${heldInWords(document)}`)
    const kind = kinds.find((candidate) => candidate.key === document.kind)
    const others = await tx
      .select({ id: documents.id })
      .from(documents)
      .where(
        and(
          eq(documents.applicationId, document.applicationId),
          eq(documents.kind, document.kind),
          isNull(documents.removedAt),
          ne(documents.id, document.id),
        ),
      )
    if (!kind || others.length >= kind.max)
      throw new PortalError('invalid', 'Another file has replaced it. Remove that one first.')
    await setRemoved(tx, by, document, null)
  })
}

async function changeDocument(
  db: Database,
  person: Person,
  documentId: string,
  change: (tx: Executor, document: Document, by: ChangedBy) => Promise<void>,
): Promise<Document> {
  return db.transaction(async (tx) => {
    const document = await findDocument(tx, person, documentId, 'read')
    const by = await lockEditable(tx, person, document.applicationId)
    // Reads it again under the lock: another request may have been first.
    const [current] = await tx.select().from(documents).where(eq(documents.id, documentId))
    await change(tx, current!, by)
    return current!
  })
}

/** The document, for people who may read or download the whole application. @throws PortalError 'not-found' */
export async function findDocument(
  executor: Executor,
  actor: Actor,
  id: string,
  what: 'read' | 'download',
): Promise<Document> {
  if (!isUuid(id)) throw noSuchDocument()
  const [row] = await executor
    .select({ document: documents, application: applications, tie: tieOf(actor) })
    .from(documents)
    .innerJoin(applications, eq(applications.id, documents.applicationId))
    .where(eq(documents.id, id))
  if (!row || !can(actor, what, { ...row.application, tie: row.tie })) throw noSuchDocument()
  // Others see the submission: it keeps documents that the applicant has removed since, and lacks new ones.
  const own = isOnItsSide(actor, { ...row.application, tie: row.tie })
  if (!own && !(await wasHandedIn(executor, row.document))) throw noSuchDocument()
  return row.document
}

/** Whether a submission of its application names the document. */
async function wasHandedIn(executor: Executor, { id, applicationId }: Document): Promise<boolean> {
  const names = sql`${submissions.snapshot} -> 'documents' @> ${JSON.stringify([{ id }])}::jsonb`
  const rows = await executor
    .select({ attempt: submissions.attempt })
    .from(submissions)
    .where(and(eq(submissions.applicationId, applicationId), names))
    .limit(1)
  return rows.length > 0
}

/** The owner of the file with this key: the document, or the request of a letter; null if there is none. */
export async function recordedAs(executor: Executor, storageKey: string): Promise<string | null> {
  const [row] = await unionAll(
    executor.select({ id: documents.id }).from(documents).where(eq(documents.storageKey, storageKey)),
    executor.select({ id: letterFiles.requestId }).from(letterFiles).where(eq(letterFiles.storageKey, storageKey)),
  )
  return row?.id ?? null
}

async function lockEditable(tx: Executor, person: Person, applicationId: string): Promise<ChangedBy> {
  const application = await loadApplication(tx, person, applicationId, 'edit', true)
  if (!isEditable(application))
    throw new PortalError(
      'closed',
      application.state === 'returned'
        ? 'The time to correct this application is over, so documents cannot be changed. What was uploaded is kept.'
        : 'The Call is not open, so you cannot change documents. The uploaded files stay.',
    )
  return changedBy(person, application)
}

async function setRemoved(tx: Executor, by: ChangedBy, document: Document, removedAt: Date | null) {
  await tx.update(documents).set({ removedAt }).where(eq(documents.id, document.id))
  await record(tx, by, removedAt ? 'document-removed' : 'document-restored', document)
}

async function record(tx: Executor, by: ChangedBy, type: string, { applicationId, kind, filename, sha256 }: Document) {
  const { actorId, actorRole, acting } = by
  await recordEvent(tx, {
    applicationId,
    actorId,
    actorRole,
    type,
    data: { kind, filename, sha256, ...acting },
  })
}
