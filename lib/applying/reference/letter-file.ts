import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { letterFiles } from '@/db/schema'
import type { NewDocument } from '@/lib/applying/document/queries'
import type { Target } from '@/lib/applying/document/receive'
import { storage } from '@/lib/applying/document/storage'
import { queueScan } from '@/lib/applying/malware/queries'
import type { LinkHolder } from '@/lib/people/actor'
import { LIMITS, limited } from '@/lib/people/rate-limit'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { logged } from '@/lib/shared/log/log'
import { allowed } from './answer'
import { type Asked, loadAsked } from './asked'

/** The letter as a PDF: one file per request. @throws PortalError 'conflict', 'too-many' */
export function letterTarget(db: Database, holder: LinkHolder) {
  return async (): Promise<Target> => {
    await limited(db, LIMITS.letter, holder.requestId)
    const asked = await loadAsked(db, holder)
    requireOpen(holder, asked)
    const { maxBytes, maxPages } = asked.call.definition.references!
    return {
      limits: { label: 'Your letter', accept: ['application/pdf'], maxBytes, maxPages },
      record: (file) => keepLetter(db, holder, file),
      recordInfected: (_filename, malware) => {
        const { id, applicationId, kind, name } = asked.request
        const data = { request: id, kind, name, malware }
        return recordEvent(db, { applicationId, actorId: null, actorRole: kind, type: 'letter-infected', data })
      },
    }
  }
}

/** Records the file and replaces a former one. @throws PortalError 'conflict' */
async function keepLetter(db: Database, holder: LinkHolder, file: NewDocument): Promise<string> {
  const { filename, size, pages, sha256, storageKey, changes = [], scan = null } = file
  const former = await db.transaction(async (tx) => {
    const asked = await loadAsked(tx, holder, true)
    requireOpen(holder, asked)
    const values = { filename, size, pages, sha256, storageKey, changes, scan, uploadedAt: new Date() }
    await tx
      .insert(letterFiles)
      .values({ requestId: holder.requestId, ...values })
      .onConflictDoUpdate({ target: letterFiles.requestId, set: values })
    if (scan === 'waiting') await queueScan(tx)
    return asked.file
  })
  if (former) await discard(former.storageKey)
  return holder.requestId
}

/** Removes the file. @throws PortalError 'conflict' */
export async function removeLetter(db: Database, holder: LinkHolder): Promise<void> {
  const former = await db.transaction(async (tx) => {
    const asked = await loadAsked(tx, holder, true)
    requireOpen(holder, asked)
    await tx.delete(letterFiles).where(eq(letterFiles.requestId, holder.requestId))
    return asked.file
  })
  if (former) await discard(former.storageKey)
}

function requireOpen(holder: LinkHolder, asked: Asked): void {
  if (allowed(holder, 'save', asked) && asked.section.fields.some(({ key }) => key === 'form')) return
  throw new PortalError(
    'conflict',
    'No file can be sent here now. Open your link again to see where the request stands.',
  )
}

/** The row no longer names it; if this fails, an extra file stays and nothing else is wrong. */
async function discard(storageKey: string): Promise<void> {
  await (await storage()).remove(storageKey).catch(logged('An old letter stays in the store.'))
}
