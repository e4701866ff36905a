import { hkdfSync } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { settings } from '@/lib/shared/settings'

/** The name and the key under which a browser keeps unsent text of one account or one personal link. */
export type Keeper = {
  /** Tells accounts apart in the browser's storage without naming their owners. */
  owner: string
  /** 32 bytes in base64. It is only on its owner's pages, never in the browser's storage. */
  key: string
}

type Whose = { kind: 'person'; id: string } | { kind: 'link'; requestId: string }

/**
 * The keeper of a signed-in person or of a personal link. It derives from NEXTAUTH_SECRET: after a change of secret
 * nobody can open what browsers keep.
 */
export function keeperOf(whose: Whose, secret = settings().NEXTAUTH_SECRET): Keeper {
  const id = whose.kind === 'person' ? whose.id : whose.requestId
  const name = `${secret} ${whose.kind} ${id}`
  const known = keepers.get(name)
  if (known) return known
  const derive = (use: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, 'unsent text', `${use} ${whose.kind} ${id}`, bytes))
  const keeper = { owner: derive('owner', 9).toString('base64url'), key: derive('key', 32).toString('base64') }
  keepers.set(name, keeper)
  return keeper
}

/** A person's pages follow one another, and deriving the keys anew costs each as much as a query. */
const keepers = new LRUCache<string, Keeper>({ max: 5000 })
