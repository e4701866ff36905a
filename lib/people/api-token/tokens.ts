import { randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { apiTokens, authenticators, people } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { rolesJson } from '@/lib/people/queries'
import { isRequired } from '@/lib/people/second-factor/rules'
import { hashToken } from '@/lib/people/tokens'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { notify } from '@/lib/platform/notification/queries'
import { PortalError } from '@/lib/shared/errors'
import { settings } from '@/lib/shared/settings'
import type { Scope } from './scopes'

/** Identifies a token where it should not be, in a log or in source. */
const PREFIX = 'sp_'
const MOST = 20

export type Token = typeof apiTokens.$inferSelect

/**
 * Makes a token, records it and tells the person; returns the token, which the portal does not keep and never shows
 * again.
 * @throws PortalError 'conflict' if the person has one with this name, or too many; 'forbidden' without a role
 */
export async function makeToken(
  db: Database,
  person: Person,
  { name, scopes, days }: { name: string; scopes: Scope[]; days: number },
): Promise<string> {
  if (person.roles.length === 0) throw new PortalError('forbidden', 'Tokens are for people with a role.')
  const token = PREFIX + randomBytes(32).toString('base64url')
  await db.transaction(async (tx) => {
    // Of two requests at once, one waits here, so that the count is right.
    await tx.select({ id: people.id }).from(people).where(eq(people.id, person.id)).for('no key update')
    const before = await tokensOf(tx, person)
    if (before.length >= MOST) throw new PortalError('conflict', `You have ${MOST} tokens. End one first.`)
    const expiresAt = sql`now() + ${days} * interval '1 day'`
    const [row] = await tx
      .insert(apiTokens)
      .values({ personId: person.id, name, hash: hashToken(token), scopes, expiresAt })
      .onConflictDoNothing()
      .returning({ id: apiTokens.id, expiresAt: apiTokens.expiresAt })
    if (!row) throw new PortalError('conflict', 'You have a token of this name. Choose another name, or end that one.')
    await record(tx, person, 'token-made', { name, scopes, expires: row.expiresAt.toISOString() })
    const until = row.expiresAt.toISOString().slice(0, 10)
    const data = { name: person.name, token: name, until, url: '/account/tokens' }
    await notify(tx, person, { template: 'token-made', data, path: '/account/tokens' })
  })
  return token
}

/** The person's tokens except ended ones, newest first, including expired ones. */
export function tokensOf(executor: Executor, person: Pick<Person, 'id'>): Promise<Token[]> {
  return executor
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.personId, person.id), isNull(apiTokens.revokedAt)))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id))
}

/** Ends one of the person's own tokens. @throws PortalError 'not-found' */
export async function endToken(db: Database, person: Person, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiTokens.id, id), eq(apiTokens.personId, person.id), isNull(apiTokens.revokedAt)))
      .returning({ name: apiTokens.name })
    if (!row) throw new PortalError('not-found', 'There is no such token, or it was ended.')
    await record(tx, person, 'token-revoked', { name: row.name })
  })
}

/** Ends all tokens of a person, when they sign out everywhere or reset a password; returns how many. */
export async function endAllTokens(executor: Executor, person: Pick<Person, 'id'>): Promise<number> {
  return executor.transaction(async (tx) => {
    const rows = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiTokens.personId, person.id), isNull(apiTokens.revokedAt)))
      .returning({ name: apiTokens.name })
    for (const { name } of rows) await record(tx, person, 'token-revoked', { name })
    return rows.length
  })
}

const record = (tx: Executor, person: Pick<Person, 'id'>, type: string, data: Record<string, unknown>) =>
  recordEvent(tx, { applicationId: null, actorId: person.id, actorRole: 'person', type, data })

export type Bearer = { person: Person; token: { id: string; name: string; scopes: Scope[] } }

/** The owner of a token, whether or not it still counts; null if it never existed. */
export async function formerOwner(executor: Executor, token: string): Promise<string | null> {
  if (!isWhole(token)) return null
  const [row] = await executor
    .select({ id: apiTokens.personId })
    .from(apiTokens)
    .where(eq(apiTokens.hash, hashToken(token)))
  return row?.id ?? null
}

const isWhole = (token: string) => token.startsWith(PREFIX) && token.length <= 200

/**
 * The token's owner, with the roles that count now; null if it never existed, has expired or was ended. If a role needs
 * an authenticator, a token older than the present authenticator does not give it.
 */
export async function findBearer(executor: Executor, token: string): Promise<Bearer | null> {
  if (!isWhole(token)) return null
  const [row] = await executor
    .select({
      id: people.id,
      email: people.email,
      name: people.name,
      verifiedAt: people.emailVerifiedAt,
      roles: rolesJson,
      token: { id: apiTokens.id, name: apiTokens.name, scopes: apiTokens.scopes },
      enrolled: sql<boolean>`coalesce(${authenticators.confirmedAt} <= ${apiTokens.createdAt}, false)`,
      unused: sql<boolean>`coalesce(${apiTokens.lastUsedAt} < now() - interval '1 minute', true)`,
    })
    .from(apiTokens)
    .innerJoin(people, eq(people.id, apiTokens.personId))
    .leftJoin(authenticators, eq(authenticators.personId, people.id))
    .where(and(eq(apiTokens.hash, hashToken(token)), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, sql`now()`)))
  if (!row) return null
  const { verifiedAt, roles, enrolled, unused, token: found, ...person } = row
  if (unused) await executor.update(apiTokens).set({ lastUsedAt: sql`now()` }).where(eq(apiTokens.id, found.id))
  const emailVerified = verifiedAt !== null
  const counts = emailVerified && (enrolled || !isRequired(person.email, settings().DEMO))
  return {
    person: { kind: 'person', sessionId: '', emailVerified, ...person, roles: counts ? roles : [] },
    token: { ...found, scopes: found.scopes as Scope[] },
  }
}
