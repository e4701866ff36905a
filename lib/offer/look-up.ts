import type { Executor } from '@/db/client'
import { findLetter, type VerifiedLetter } from '@/lib/decision/letter'
import { byNetwork, type Client } from '@/lib/people/client'
import { LIMITS, limited } from '@/lib/people/rate-limit'

/**
 * The letter of a code, for anybody; null if there is none. Wrong codes are counted by network; a right one always works,
 * for one who guesses must not shut out all of a network.
 * @throws PortalError 'too-many'
 */
export async function lookUpLetter(executor: Executor, typed: string, client: Client): Promise<VerifiedLetter | null> {
  const letter = await findLetter(executor, typed.slice(0, 100))
  if (!letter) await limited(executor, ...byNetwork(LIMITS.letterCode, client))
  return letter
}
