import { eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { documents, letterFiles, referenceRequests } from '@/db/schema'
import { findForActor, noSuchApplication } from '@/lib/applying/application/queries'
import { visibleLetters, visibleToReviewers } from '@/lib/applying/application/reviewer-view'
import { endingOf } from '@/lib/applying/document/file-endings'
import { type Document, findDocument } from '@/lib/applying/document/queries'
import { askedOf } from '@/lib/applying/dossier/queries'
import { isHeld, type Scan } from '@/lib/lifecycle/files'
import type { Actor } from '@/lib/people/actor'
import { can, staffRole } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { isUuid } from '@/lib/shared/uuid'
import { loadReviewing, submittedOf } from './load'

/** A file for download: its name says what it is, but not whose. */
export type ShownFile = { storageKey: string; type: string; size: number; filename: string; scan: Scan | null }

/**
 * The document, for a person who may download it; a reviewer gets it under a neutral name.
 * @throws PortalError 'not-found' for everybody else.
 */
export async function documentForDownload(executor: Executor, actor: Actor, documentId: string): Promise<Document> {
  return findDocument(executor, actor, documentId, 'download').catch(async (error) => {
    const [document] = isUuid(documentId)
      ? await executor.select().from(documents).where(eq(documents.id, documentId))
      : []
    const shown = document && (await documentForReviewer(executor, actor, document))
    if (!shown) throw error
    return shown
  })
}

/**
 * A document of the last submission, for its reviewer; null if they may not see it, for any reason. The caller has the
 * document's row.
 */
async function documentForReviewer(executor: Executor, actor: Actor, document: Document): Promise<Document | null> {
  if (actor.kind !== 'person') return null
  const reviewing = await loadReviewing(executor, actor, document.applicationId, 'review').catch(() => null)
  if (!reviewing) return null
  const { application } = reviewing
  const { definition, snapshot } = await submittedOf(executor, reviewing.call, application.id)
  const visible = visibleToReviewers(definition, snapshot)
  const shown = visible.documents.find(({ id }) => id === document.id)
  return shown ? { ...document, filename: `${application.number} ${shown.label}.${endingOf(shown.type)}` } : null
}

/**
 * The file of a letter, for staff, and for its reviewer where the Call shows letters. It records the reader.
 * @throws PortalError 'not-found'
 */
export async function letterForDownload(
  executor: Executor,
  actor: Actor,
  requestId: string,
  reads = true,
): Promise<ShownFile> {
  if (actor.kind !== 'person' || !isUuid(requestId)) throw noSuchApplication()
  const [row] = await executor
    .select({ file: letterFiles, applicationId: referenceRequests.applicationId, state: referenceRequests.state })
    .from(letterFiles)
    .innerJoin(referenceRequests, eq(referenceRequests.id, letterFiles.requestId))
    .where(eq(letterFiles.requestId, requestId))
  if (row?.state !== 'received') throw noSuchApplication()
  const application = await findForActor(executor, actor, row.applicationId)
  const asStaff = application !== null && can(actor, 'read-letters', application)
  let name = 'Letter'
  if (!asStaff) {
    const { call } = await loadReviewing(executor, actor, row.applicationId, 'review')
    const letter = visibleLetters(call.definition, await askedOf(executor, row.applicationId)).find(
      ({ id, file }) => id === requestId && file,
    )
    if (!letter) throw noSuchApplication()
    name = letter.title
  }
  if (reads && !isHeld(row.file))
    await recordEvent(executor, {
      applicationId: row.applicationId,
      actorId: actor.id,
      actorRole: asStaff ? staffRole(actor) : 'reviewer',
      type: 'letter-read',
      data: { request: requestId },
    })
  const { storageKey, size, scan } = row.file
  return { storageKey, size, scan, type: 'application/pdf', filename: `${application!.number} ${name}.pdf` }
}
