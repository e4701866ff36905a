import { createHash, randomUUID } from 'node:crypto'

/** Keeps an event's personal data beside it, and only the salted hash in the chain. Pure. */

const NAMES = ['name', 'filename']
/** Text that a person wrote; the portal's own reasons are not personal. */
const WORDS = ['reason', 'note', 'told', 'text', 'condition']

export type Details = { salt: string; data: Record<string, unknown> }

/** Splits the data of an application's event: what the chain holds, and what can be erased; null if nothing can. */
export function withDetails(
  data: Record<string, unknown>,
  bySystem = false,
): { data: Record<string, unknown>; details: Details | null } {
  const keys = bySystem ? NAMES : [...NAMES, ...WORDS]
  const personal = Object.entries(data).filter(([key, value]) => keys.includes(key) && typeof value === 'string')
  if (personal.length === 0) return { data, details: null }
  const details = { salt: randomUUID(), data: Object.fromEntries(personal) }
  const kept = Object.entries(data).filter(([key]) => !(key in details.data))
  return { data: { ...Object.fromEntries(kept), details: hashOf(details) }, details }
}

/** Independent of the order of the keys, which PostgreSQL does not keep. */
export function hashOf({ salt, data }: Details): string {
  const sorted = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([salt, sorted]))
    .digest('hex')
}
