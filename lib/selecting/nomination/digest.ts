import { createHash } from 'node:crypto'
import type { HandedIn } from '@/db/schema'

/** Names a list with its order, so that what is handed in is what was shown to whoever signs it. */
export function digestOf(list: HandedIn[]): string {
  return createHash('sha256')
    .update(JSON.stringify(list.map(({ id, rank }) => [id, rank])))
    .digest('hex')
}
