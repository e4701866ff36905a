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
  'know-browser': 3600,
}

/** What the database keeps of a token. It is random, so nobody can reverse a plain SHA-256 by guessing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** Makes a token for a link; only its hash is stored. */
export async function createToken(executor: Executor, kind: TokenKind, personId: string): Promise<string> {
  return (await createTokens(executor, kind, [personId]))[0]!
}

/** One token per person, in their order, in one statement. */
export async function createTokens(executor: Executor, kind: TokenKind, personIds: string[]): Promise<string[]> {
  const tokens = personIds.map(() => randomBytes(32).toString('base64url'))
  if (tokens.length === 0) return []
  const rows = tokens.map((token, index) => ({ hash: hashToken(token), person: personIds[index] }))
  await executor.execute(sql`
    insert into ${personTokens} (hash, kind, person_id, expires_at)
    select x.hash, ${kind}::person_token_kind, x.person, now() + ${TOKEN_SECONDS[kind]} * interval '1 second'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(hash text, person uuid)`)
  return tokens
}

const usable = (kind: TokenKind, token: string) =>
  and(
    eq(personTokens.hash, hashToken(token)),
    eq(personTokens.kind, kind),
    isNull(personTokens.usedAt),
    gt(personTokens.expiresAt, sql`now()`),
  )

/** The owner of a link that would still work; changes nothing. Null for any other link. */
export async function ownerOf(executor: Executor, kind: TokenKind, token: string): Promise<string | null> {
  const [row] = await executor.select({ personId: personTokens.personId }).from(personTokens).where(usable(kind, token))
  return row?.personId ?? null
}

/**
 * Uses the token up and returns its owner; null if it is unknown, expired, used or of another kind. Of two requests at
 * once, one wins.
 */
export async function useToken(executor: Executor, kind: TokenKind, token: string): Promise<string | null> {
  const [row] = await executor
    .update(personTokens)
    .set({ usedAt: sql`now()` })
    .where(usable(kind, token))
    .returning({ personId: personTokens.personId })
  return row?.personId ?? null
}

/** Ends the person's other links of this kind. */
export async function endTokens(executor: Executor, kind: TokenKind, personId: string): Promise<void> {
  await executor
    .update(personTokens)
    .set({ usedAt: sql`now()` })
    .where(and(eq(personTokens.personId, personId), eq(personTokens.kind, kind), isNull(personTokens.usedAt)))
}
