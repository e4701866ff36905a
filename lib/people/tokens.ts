import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { personTokens } from '@/db/schema'

export type TokenKind = (typeof personTokens.$inferSelect)['kind']

/** How long a link of each kind works, in seconds. */
export const TOKEN_SECONDS: Record<TokenKind, number> = {
  'verify-email': 48 * 3600,
  'reset-password': 3600,
  'accept-invitation': 30 * 24 * 3600,
}

/** What is kept of a token. It is random, so a plain SHA-256 cannot be turned back by guessing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** Makes a token for a link; only its hash is stored. */
export async function createToken(executor: Executor, kind: TokenKind, personId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await executor.insert(personTokens).values({
    hash: hashToken(token),
    kind,
    personId,
    expiresAt: sql`now() + ${TOKEN_SECONDS[kind]} * interval '1 second'`,
  })
  return token
}

const usable = (kind: TokenKind, token: string) =>
  and(
    eq(personTokens.hash, hashToken(token)),
    eq(personTokens.kind, kind),
    isNull(personTokens.usedAt),
    gt(personTokens.expiresAt, sql`now()`),
  )

/** Whose a link is that would still work, changing nothing; null for any other. */
export async function ownerOf(executor: Executor, kind: TokenKind, token: string): Promise<string | null> {
  const [row] = await executor.select({ personId: personTokens.personId }).from(personTokens).where(usable(kind, token))
  return row?.personId ?? null
}

/** Uses the token up and says whose it is; null if it is unknown, expired, used or of another kind. One wins of two at once. */
export async function useToken(executor: Executor, kind: TokenKind, token: string): Promise<string | null> {
  const [row] = await executor
    .update(personTokens)
    .set({ usedAt: sql`now()` })
    .where(usable(kind, token))
    .returning({ personId: personTokens.personId })
  return row?.personId ?? null
}

/** Ends the other links of this kind which the person was sent. */
export async function endTokens(executor: Executor, kind: TokenKind, personId: string): Promise<void> {
  await executor
    .update(personTokens)
    .set({ usedAt: sql`now()` })
    .where(and(eq(personTokens.personId, personId), eq(personTokens.kind, kind), isNull(personTokens.usedAt)))
}
