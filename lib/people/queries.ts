import { and, desc, eq, gt, isNull, ne, not, type SQLWrapper, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Executor } from '@/db/client'
import { prepared } from '@/db/prepared'
import { authenticators, notifications, people, roles, sessions } from '@/db/schema'
import { gateOf, isRequired } from '@/lib/people/second-factor/rules'
import { settings } from '@/lib/shared/settings'
import { isUuid } from '@/lib/shared/uuid'
import type { Role, SignedIn } from './actor'
import { idleSeconds, idleTooLong } from './idle-limit'

export type PersonRow = typeof people.$inferSelect
export type SessionRow = typeof sessions.$inferSelect

/** Roles of the person of the outer query, as one JSON list. An officer without a call has no power and is left out. */
export const rolesJson = sql<Role[]>`coalesce((
  select json_agg(json_strip_nulls(json_build_object(
    'role', r.role, 'institution', r.institution))::jsonb || jsonb_build_object('callId', r.call_id))
  from ${roles} r
  where r.person_id = ${people.id} and r.ended_at is null and (r.role <> 'officer' or r.call_id is not null)), '[]'::json)`

/** How many unread notifications the person of the outer query has; a partial index holds only these. */
const unread = sql<number>`(
  select count(*)::int from ${notifications} n where n.person_id = ${people.id} and n.read_at is null)`

/** Whether the person of the outer query has set up an authenticator. */
const enrolled = sql<boolean>`exists (
  select from ${authenticators} a where a.person_id = ${people.id} and a.confirmed_at is not null)`

/** Times are in seconds. `unseen`: since the last request that counts; `idleLeft`: until an idle session of staff ends. */
export type Session = { person: SignedIn; unseen: number; unproven: number; idleLeft: number | null }

/** The person of a valid session, see `findSession`. */
export async function findPersonBySession(executor: Executor, sessionId: string): Promise<SignedIn | null> {
  return (await findSession(executor, sessionId))?.person ?? null
}

const since = (column: AnyPgColumn) => sql<number>`extract(epoch from now() - ${column})::float8`

const standingSession = prepared((executor) =>
  executor
    .select({
      id: people.id,
      email: people.email,
      name: people.name,
      verifiedAt: people.emailVerifiedAt,
      givenAt: sessions.secondFactorAt,
      unseen: since(sessions.seenAt),
      unproven: since(sessions.confirmedAt),
      enrolled,
      roles: rolesJson,
      unread,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.id, sql.placeholder('sessionId')), standing(sql.placeholder('idleSeconds')))),
)

/**
 * A valid session: its person with roles and the count of unread notifications, and how long ago it was used (`unseen`)
 * and proven by password or code (`unproven`). One query, because it runs on every request. Null for an unknown,
 * revoked or expired session, and for one that waits for an authenticator's code (`findWaiting` finds those). A role
 * does not count without a confirmed address, or without the authenticator that it needs.
 */
export async function findSession(executor: Executor, sessionId: string): Promise<Session | null> {
  if (!isUuid(sessionId)) return null
  const [row] = await standingSession(executor, { sessionId, idleSeconds: idleSeconds() })
  if (!row) return null
  const { verifiedAt, givenAt, enrolled: hasAuthenticator, roles: held, unseen, unproven, ...own } = row
  const emailVerified = verifiedAt !== null
  const gate = gateOf({
    enrolled: hasAuthenticator,
    given: givenAt !== null,
    hasRoles: held.length > 0,
    required: isRequired(own.email, settings().DEMO),
  })
  if (gate === 'code') return null
  const counting = emailVerified && gate === 'open' ? held : []
  const mustEnrol = gate === 'enrol'
  const person: SignedIn = { kind: 'person', sessionId, emailVerified, ...own, roles: counting, mustEnrol }
  return { person, unseen, unproven, idleLeft: held.length > 0 ? Math.max(0, idleSeconds() - unseen) : null }
}

/**
 * The session of a person without roles and without an authenticator, as the beginning of a larger statement: of those
 * `findSession` asks no more than this. `sessionId` and `idleSeconds` are placeholders.
 */
export const plainSession = (executor: Executor) =>
  executor.$with('plain_session').as(
    executor
      .select({ personId: sessions.personId, unseen: since(sessions.seenAt).as('unseen') })
      .from(sessions)
      .where(
        and(
          eq(sessions.id, sql.placeholder('sessionId')),
          standing(sql.placeholder('idleSeconds')),
          sql`not exists (select from ${roles} r where r.person_id = ${sessions.personId} and r.ended_at is null)`,
          sql`not exists (
            select from ${authenticators} a where a.person_id = ${sessions.personId} and a.confirmed_at is not null)`,
        ),
      ),
  )

/** Neither revoked nor expired, nor of staff who were idle for too long, by the database's clock. */
export function standing(idle: SQLWrapper = sql`${idleSeconds()}`) {
  return and(
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, sql`now()`),
    not(idleTooLong(sessions.personId, sessions.seenAt, idle)),
  )
}

/** Notes that the person works in this session. */
export async function noteSeen(executor: Executor, sessionId: string): Promise<void> {
  await executor.update(sessions).set({ seenAt: sql`now()` }).where(eq(sessions.id, sessionId))
}

/** Notes that the person has just given the password or a code in this session. */
export async function noteProven(executor: Executor, sessionId: string): Promise<void> {
  await executor.update(sessions).set({ confirmedAt: sql`now()` }).where(eq(sessions.id, sessionId))
}

/** Ends the browser's earlier session before somebody signs in there. Returns its person, if it was valid. */
export async function endSession(executor: Executor, sessionId: string): Promise<string | null> {
  if (!isUuid(sessionId)) return null
  const [row] = await executor
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)))
    .returning({ personId: sessions.personId })
  return row?.personId ?? null
}

/** The account of an address, whatever its case. */
export async function findByEmail(executor: Executor, email: string): Promise<PersonRow | null> {
  const [row] = await executor.select().from(people).where(sql`lower(${people.email}) = lower(${email.trim()})`)
  return row ?? null
}

export async function findPerson(executor: Executor, id: string): Promise<PersonRow | null> {
  const [row] = await executor.select().from(people).where(eq(people.id, id))
  return row ?? null
}

/** Makes an account, or returns null if the address has one: the unique index decides between two requests at once. */
export async function createPerson(
  executor: Executor,
  person: Pick<PersonRow, 'email' | 'name'> & Partial<PersonRow>,
): Promise<PersonRow | null> {
  const [row] = await executor
    .insert(people)
    .values({ ...person, email: person.email.trim() })
    .onConflictDoNothing()
    .returning()
  return row ?? null
}

export async function updatePerson(
  executor: Executor,
  id: string,
  change: Partial<Pick<PersonRow, 'name' | 'latinName' | 'passwordHash' | 'emailVerifiedAt'>>,
): Promise<void> {
  await executor.update(people).set(change).where(eq(people.id, id))
}

/** Changes an account with an unconfirmed address; false if somebody has confirmed it meanwhile. */
export async function updateUnconfirmed(
  executor: Executor,
  id: string,
  change: Pick<PersonRow, 'name' | 'latinName' | 'passwordHash'>,
): Promise<boolean> {
  const rows = await executor
    .update(people)
    .set(change)
    .where(and(eq(people.id, id), isNull(people.emailVerifiedAt)))
    .returning({ id: people.id })
  return rows.length === 1
}

/** Begins a session; returns its id, for the cookie. */
export async function createSession(
  executor: Executor,
  session: { personId: string; userAgent: string | null; seconds: number },
): Promise<string> {
  const [row] = await executor
    .insert(sessions)
    .values({
      personId: session.personId,
      userAgent: session.userAgent?.slice(0, 300),
      expiresAt: new Date(Date.now() + session.seconds * 1000),
    })
    .returning({ id: sessions.id })
  return row!.id
}

/** The valid sessions of a person, newest first. */
export function listSessions(executor: Executor, personId: string): Promise<SessionRow[]> {
  return executor
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, personId), standing()))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(50)
}

/** Ends one session, if it is this person's. */
export async function revokeSession(executor: Executor, personId: string, sessionId: string): Promise<void> {
  if (!isUuid(sessionId)) return
  await executor
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), eq(sessions.personId, personId), isNull(sessions.revokedAt)))
}

/** Ends every session of a person except `except`. */
export async function revokeAllSessions(executor: Executor, personId: string, except?: string): Promise<void> {
  await executor
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(sessions.personId, personId),
        isNull(sessions.revokedAt),
        except === undefined ? undefined : ne(sessions.id, except),
      ),
    )
}
