import { hkdfSync } from 'node:crypto'
import { settings } from '@/lib/shared/settings'

/** Under which name and by which key a browser keeps unsent text of one account or one personal link. */
export type Keeper = {
  /** Tells accounts apart in the browser's storage, and says nothing of whose they are. */
  owner: string
  /** 32 bytes in base64. On pages of its owner alone, and never in the browser's storage. */
  key: string
}

type Whose = { kind: 'person'; id: string } | { kind: 'link'; requestId: string }

/**
 * The keeper of a signed-in person or of a personal link's holder. It follows from NEXTAUTH_SECRET: with another secret,
 * what browsers keep cannot be opened any more.
 */
export function keeperOf(whose: Whose, secret = settings().NEXTAUTH_SECRET): Keeper {
  const id = whose.kind === 'person' ? whose.id : whose.requestId
  const derive = (use: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, 'unsent text', `${use} ${whose.kind} ${id}`, bytes))
  return { owner: derive('owner', 9).toString('base64url'), key: derive('key', 32).toString('base64') }
}
