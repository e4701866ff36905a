import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { db } from '@/db/client'
import { storage } from '@/lib/applying/document/storage'
import { isMissing } from '@/lib/applying/document/storage/missing'
import { logged } from '@/lib/shared/log/log'
import { composeDossier } from './compose'
import { contentOf } from './content'
import { contentHash, isCurrent, keptHash } from './hash'
import type { Variant } from './parts'
import { type Dossier, findDossier, forgetDossier, lastErased, saveDossier } from './queries'

type Made = Omit<Dossier, 'madeAt'>

/** Makes the dossier if its content has changed since the last time; null if there is nothing to show. */
export async function makeDossier(applicationId: string, variant: Variant): Promise<Made | null> {
  const erased = await lastErased(db, applicationId)
  const content = await contentOf(db, applicationId, variant)
  if (!content) return null
  const hash = contentHash(content)
  const known = await findDossier(db, applicationId, variant)
  if (known && isCurrent(known, hash)) return known
  const store = await storage()
  const storageKey = randomUUID()
  try {
    const { size, complete } = await composeDossier(content, storageKey)
    const made = { applicationId, variant, contentHash: keptHash(hash, complete), storageKey, size }
    const before = await saveDossier(db, made, erased)
    if (before) await store.remove(before).catch(logged('An old dossier stays in the store.'))
    return made
  } catch (error) {
    await store.remove(storageKey).catch(logged('A failed dossier stays in the store.'))
    throw error
  }
}

/** The facts of a dossier of the present content, without opening it; null if there is none. */
export async function findMade(applicationId: string, variant: Variant) {
  const content = await contentOf(db, applicationId, variant)
  const row = content && (await findDossier(db, applicationId, variant))
  if (!row || !isCurrent(row, contentHash(content))) return null
  return { size: row.size, number: content.number, applicant: content.applicant }
}

export type OpenDossier = { stream: Readable; size: number; number: string | null; applicant: string }

/** The dossier as a stream, if one of the present content exists. The caller has checked that the person may see it. */
export async function openDossier(applicationId: string, variant: Variant): Promise<OpenDossier | null> {
  const content = await contentOf(db, applicationId, variant)
  if (!content) return null
  const hash = contentHash(content)
  // A newer one may replace it between reading the row and the file; then the row names another file.
  for (let missing = ''; ; ) {
    const row = await findDossier(db, applicationId, variant)
    if (!row || !isCurrent(row, hash)) return null
    try {
      const stream = await (await storage()).get(row.storageKey)
      return { stream, size: row.size, number: content.number, applicant: content.applicant }
    } catch (error) {
      if (!isMissing(error)) throw error
      if (missing === row.storageKey) await forgetDossier(db, missing)
      missing = row.storageKey
    }
  }
}
