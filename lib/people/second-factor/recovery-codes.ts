import { createHash, randomBytes } from 'node:crypto'
import { and, count, eq, isNull, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { recoveryCodes } from '@/db/schema'

const HOW_MANY = 10
/** Without letters and digits that look alike. 32 of them: five bits each, 80 bits a code. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789'
const LENGTH = 16

/** 80 random bits, so that a plain SHA-256 cannot be turned back by guessing. */
const hashOf = (plain: string) => createHash('sha256').update(plain).digest('base64url')

function newCode(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** Ten new codes in place of all that the person had. They are given here once: only their hashes are kept. */
export async function renewCodes(tx: Executor, personId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode)
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ hash: hashOf(code), personId })))
  return codes
}

/** Uses a code up; false if it is none of this person's, or was used. One of two at once gets it. */
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
