import { and, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { authenticators, people, recoveryCodes, sessions } from '@/db/schema'
import { standing } from '@/lib/people/queries'
import { isUuid } from '@/lib/shared/uuid'
import { sealed, unsealed } from './seal'

/**
 * `session`: the session that began the set-up; only this session shows and confirms it. `secret` is null if
 * unreadable; `row` is the stored row.
 */
export type Authenticator = { row: string; secret: string | null; session: unknown; confirmed: boolean }

export async function authenticatorOf(executor: Executor, personId: string): Promise<Authenticator | null> {
  const [row] = await executor.select().from(authenticators).where(eq(authenticators.personId, personId))
  if (!row) return null
  const token = await unsealed('authenticator', row.secret)
  const secret = typeof token?.secret === 'string' ? token.secret : null
  return { row: row.secret, secret, session: token?.session, confirmed: row.confirmedAt !== null }
}

/** Keeps a secret that waits for its first code. Replaces another waiting one, never a confirmed one. */
export async function keepPending(
  executor: Executor,
  person: { id: string; sessionId: string },
  secret: string,
): Promise<boolean> {
  const token = await sealed('authenticator', { secret, session: person.sessionId })
  const rows = await executor
    .insert(authenticators)
    .values({ personId: person.id, secret: token })
    .onConflictDoUpdate({
      target: authenticators.personId,
      set: { secret: token, lastStep: 0 },
      setWhere: isNull(authenticators.confirmedAt),
    })
    .returning({ personId: authenticators.personId })
  return rows.length === 1
}

/** Uses up the code of a time step, in one statement: of several requests with the same code, one succeeds. */
export async function takeStep(executor: Executor, personId: string, row: string, step: number): Promise<boolean> {
  const rows = await executor
    .update(authenticators)
    .set({ lastStep: step })
    .where(
      and(
        eq(authenticators.personId, personId),
        eq(authenticators.secret, row),
        isNotNull(authenticators.confirmedAt),
        lt(authenticators.lastStep, step),
      ),
    )
    .returning({ personId: authenticators.personId })
  return rows.length === 1
}

/** Confirms the authenticator by its first code. False if another request was first. */
export async function confirmWith(executor: Executor, personId: string, row: string, step: number): Promise<boolean> {
  const rows = await executor
    .update(authenticators)
    .set({ lastStep: step, confirmedAt: sql`now()` })
    .where(
      and(eq(authenticators.personId, personId), eq(authenticators.secret, row), isNull(authenticators.confirmedAt)),
    )
    .returning({ personId: authenticators.personId })
  return rows.length === 1
}

/** Removes the authenticator and its recovery codes; false if none was confirmed. */
export async function removeAuthenticator(tx: Executor, personId: string): Promise<boolean> {
  const rows = await tx
    .delete(authenticators)
    .where(eq(authenticators.personId, personId))
    .returning({ confirmedAt: authenticators.confirmedAt })
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
  return rows.some(({ confirmedAt }) => confirmedAt !== null)
}

/** Notes that the person gave the second factor in this session. */
export async function noteGiven(executor: Executor, sessionId: string): Promise<void> {
  await executor.update(sessions).set({ secondFactorAt: sql`now()` }).where(eq(sessions.id, sessionId))
}

/**
 * Replaces the session that waits for its code by a new one. An attacker who planted the old session in this browser
 * then gains nothing. Returns the new id; null if the old session has ended.
 */
export async function exchangeSession(tx: Executor, sessionId: string): Promise<string | null> {
  const [old] = await tx
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), standing()))
    .returning()
  if (!old) return null
  const { personId, userAgent, expiresAt } = old
  const [row] = await tx
    .insert(sessions)
    .values({ personId, userAgent, expiresAt, secondFactorAt: sql`now()` })
    .returning({ id: sessions.id })
  return row!.id
}

/** The person of the session. */
export type Waiting = { id: string; sessionId: string; email: string; name: string }

/** The person of a session that waits for its code; null for any other session. */
export async function findWaiting(executor: Executor, sessionId: string): Promise<Waiting | null> {
  if (!isUuid(sessionId)) return null
  const [row] = await executor
    .select({ id: people.id, email: people.email, name: people.name })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .innerJoin(authenticators, eq(authenticators.personId, people.id))
    .where(
      and(
        eq(sessions.id, sessionId),
        standing(),
        isNull(sessions.secondFactorAt),
        isNotNull(authenticators.confirmedAt),
      ),
    )
  return row ? { ...row, sessionId } : null
}
