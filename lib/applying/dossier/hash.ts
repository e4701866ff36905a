import { createHash } from 'node:crypto'
import type { DossierContent } from './parts'

/** Raise it when the same content is to look different. */
const FORMAT = 2

/** The same for the same content; where a file is kept does not show. */
export function contentHash(content: DossierContent): string {
  const text = JSON.stringify([FORMAT, content], (key, value) => (key === 'storageKey' ? undefined : value))
  return createHash('sha256').update(text).digest('hex')
}

/** How long a dossier holds that lacks a file which may be there another time: long enough to be read. */
const INCOMPLETE_MS = 10 * 60_000

/** What a dossier is kept by; one that is not complete by another, so that it does not pass for the whole. */
export const keptHash = (hash: string, complete: boolean) => (complete ? hash : `${hash} incomplete`)

/** Whether the dossier that was made shows what this is the hash of. */
export function isCurrent(made: { contentHash: string; madeAt: Date } | null, hash: string): boolean {
  if (made?.contentHash === keptHash(hash, true)) return true
  return made?.contentHash === keptHash(hash, false) && Date.now() - made.madeAt.getTime() < INCOMPLETE_MS
}
