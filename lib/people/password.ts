import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id (the library's default algorithm): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19456, timeCost: 2, parallelism: 1 }

/** Checked if there is no account, so that this takes as long as a wrong password. */
const nobody = hash(randomBytes(32), COST)

/** One spelling for what looks the same: keyboards differ in how they compose accents and full-width letters. */
const normal = (password: string) => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), COST)
}

/**
 * Whether the password matches the hash. `null` (no account, or one without a password) never matches and is no faster.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await verify(stored ?? (await nobody), normal(password)).catch(() => false)
  return right && stored !== null
}
