import { createHash, randomBytes } from 'node:crypto'
import { and, count, eq, isNull, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { recoveryCodes } from '@/db/schema'

const HOW_MANY = 10
/** 32 letters and digits, without those that look alike: five bits each, 80 bits a code. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789'
const LENGTH = 16

/** 80 random bits, so that nobody can reverse a plain SHA-256 by guessing. */
const hashOf = (plain: string) => createHash('sha256').update(plain).digest('base64url')

function newCode(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** Replaces all the person's codes by ten new ones. Returns them once: the portal keeps only their hashes. */
export async function renewCodes(tx: Executor, personId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode)
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ hash: hashOf(code), personId })))
  return codes
}

/** Uses a code up; false if it is not this person's, or is used. Of two requests at once, one succeeds. */
export async function useCode(executor: Executor, personId: string, plain: string): Promise<boolean> {
  const rows = await executor
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(
      and(eq(recoveryCodes.hash, hashOf(plain)), eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)),
    )
    .returning({ hash: recoveryCodes.hash })
  return rows.length === 1
}

/** How many codes the person has left. */
export async function countCodes(executor: Executor, personId: string): Promise<number> {
  const [row] = await executor
    .select({ n: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)))
  return row!.n
}
