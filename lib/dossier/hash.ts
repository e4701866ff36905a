import { createHash } from 'node:crypto'
import type { DossierContent } from './content'

/** Raise it when the same content is to look different. */
const FORMAT = 1

/** The same for the same content; where a file is kept does not show. */
export function contentHash(content: DossierContent): string {
  const text = JSON.stringify([FORMAT, content], (key, value) => (key === 'storageKey' ? undefined : value))
  return createHash('sha256').update(text).digest('hex')
}
