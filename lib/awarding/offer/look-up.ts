import type { Database } from '@/db/client'
import { readCode } from '@/lib/awarding/decision/code'
import { findLetter, type VerifiedLetter } from '@/lib/awarding/decision/letter'
import { limitedByNetwork } from '@/lib/people/access/note'
import type { Client } from '@/lib/people/client'
import { LIMITS } from '@/lib/people/rate-limit'
import { filesOfLetter } from './edition'

/** With the files that were issued. */
export type FoundLetter = VerifiedLetter & { files: { sha256: string; madeAt: Date }[] }

/**
 * The letter of a code, for anybody; null if there is none. Wrong codes are counted by network; a right one always works,
 * for one who guesses must not shut out all of a network.
 * @throws PortalError 'too-many'
 */
export async function lookUpLetter(db: Database, typed: string, client: Client): Promise<FoundLetter | null> {
  const code = typed.slice(0, 100)
  const letter = await findLetter(db, code)
  if (letter) return { ...letter, files: await filesOfLetter(db, readCode(code)) }
  await limitedByNetwork(db, LIMITS.letterCode, client)
  return null
}
