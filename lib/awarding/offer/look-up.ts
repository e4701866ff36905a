import type { Database } from '@/db/client'
import { readCode } from '@/lib/awarding/decision/code'
import { findLetter, type VerifiedLetter } from '@/lib/awarding/decision/letter'
import { limitedByNetwork } from '@/lib/people/access/note'
import type { Client } from '@/lib/people/client'
import { LIMITS } from '@/lib/people/rate-limit'
import { filesOfLetter } from './edition'

/** With the issued files. */
export type FoundLetter = VerifiedLetter & { files: { sha256: string; madeAt: Date }[] }

/**
 * The letter for a code, for anybody; null for none. It counts wrong codes by network. A right code always works, so
 * that one person who guesses cannot block a whole network.
 * @throws PortalError 'too-many'
 */
export async function lookUpLetter(db: Database, typed: string, client: Client): Promise<FoundLetter | null> {
  const code = typed.slice(0, 100)
  const letter = await findLetter(db, code)
  if (letter) return { ...letter, files: await filesOfLetter(db, readCode(code)) }
  await limitedByNetwork(db, LIMITS.letterCode, client)
  return null
}
