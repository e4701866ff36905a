import { createHash } from 'node:crypto'
import type { DossierContent } from './parts'

/** Raise it if the same content should look different. */
const FORMAT = 2

/** The same for the same content, wherever a file is kept. */
export function contentHash(content: DossierContent): string {
  const text = JSON.stringify([FORMAT, content], (key, value) => (key === 'storageKey' ? undefined : value))
  return createHash('sha256').update(text).digest('hex')
}

/** How long a dossier without an unavailable file is kept: long enough to read it. */
const INCOMPLETE_MS = 10 * 60_000

/** The key of a dossier; an incomplete one has another, so that it does not pass for the whole. */
export const keptHash = (hash: string, complete: boolean) => (complete ? hash : `${hash} incomplete`)

/** Whether the finished dossier shows the content of this hash. */
export function isCurrent(made: { contentHash: string; madeAt: Date } | null, hash: string): boolean {
  if (made?.contentHash === keptHash(hash, true)) return true
  return made?.contentHash === keptHash(hash, false) && Date.now() - made.madeAt.getTime() < INCOMPLETE_MS
}
