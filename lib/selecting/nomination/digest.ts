import { createHash } from 'node:crypto'
import type { HandedIn } from '@/db/schema'

/** A key for a list in its order, so that the officer hands in exactly the list they saw when signing. */
export function digestOf(list: HandedIn[]): string {
  return createHash('sha256')
    .update(JSON.stringify(list.map(({ id, rank }) => [id, rank])))
    .digest('hex')
}
