import { LRUCache } from 'lru-cache'
import { cookies } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import { db } from '@/db/client'
import { noteAccess } from '@/lib/people/access/note'
import { isOwnPage } from '@/lib/people/second-factor/rules'
import { log } from '@/lib/shared/log/log'
import { notePerson } from '@/lib/shared/log/request-facts'
import { settings } from '@/lib/shared/settings'
import { type Person, type SignedIn, type Visitor, visitor } from './actor'
import { cookieName, cookieOptions, formerSessionCookie, SESSION_COOKIE } from './cookie'
import { canRun, type PortalPart } from './permissions'
import { presentClient } from './present-client'
import { endSession, findSession, noteSeen } from './queries'

/** How long a sign-in lasts, in seconds. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60

export const sessionCookie = () => cookieName(SESSION_COOKIE)

/** The session of this request; checks its row each time. Calling this does not count as work in the session. */
export const getSession = cache(async () => {
  const sessionId = await presentSessionId()
  return sessionId ? findSession(db, sessionId) : null
})

/** How often the database notes that a session is in use, in seconds. */
const NOTED_EVERY = 60

/** The person behind this request. It counts as work in the session. */
export const getActor = cache(async (): Promise<Visitor | SignedIn> => {
  const session = await getSession()
  if (!session) return visitor
  await noteWork({ personId: session.person.id, sessionId: session.person.sessionId, unseen: session.unseen })
  return session.person
})

/** Notes that the person works in this session, which nobody has noted for `unseen` seconds. */
export async function noteWork(session: { personId: string; sessionId: string; unseen: number }): Promise<void> {
  notePerson(session.personId)
  // A database that takes no writes for a while still serves pages.
  if (session.unseen > NOTED_EVERY)
    await noteSeen(db, session.sessionId).catch((error) => log.warn({ err: error }, 'A session was not noted.'))
}

/** The session that this request's cookie names, whether or not it still counts. */
export async function presentSessionId(): Promise<string | null> {
  return sessionIdIn(await cookies())
}

/**
 * The session that the cookies name. People who signed in before the cookie had its present name stay signed in by the
 * old name until that session ends. Today's tokens do not count under the old name, because another host of the domain
 * could set it and lead a person into a stranger's session.
 */
export async function sessionIdIn(jar: { get(name: string): { value: string } | undefined }): Promise<string | null> {
  const present = jar.get(sessionCookie())
  if (present) return (await named(present.value))?.sessionId ?? null
  const former = formerSessionCookie()
  const token = former && jar.get(former)
  const session = token ? await named(token.value) : null
  return session && !session.hostOnly ? session.sessionId : null
}

type Named = { sessionId: string; hostOnly: boolean }

/** A token always names the same session, and decrypting it costs more than looking the session up. */
const sessions = new LRUCache<string, Named>({ max: 5000 })

/** The session that the token names; null if it has another secret, was altered or has expired. */
async function named(token: string): Promise<Named | null> {
  const known = sessions.get(token)
  if (known) return known
  const claims = await decode({ token, secret: settings().NEXTAUTH_SECRET }).catch(() => null)
  if (typeof claims?.sessionId !== 'string') return null
  const session = { sessionId: claims.sessionId, hostOnly: claims.hostOnly === true }
  sessions.set(token, session)
  return session
}

/**
 * The signed-in person. Sends others to the sign-in page and back to `returnTo` afterwards. Sends a person whose roles
 * wait for an authenticator to set one up, except on their own pages.
 */
export async function requirePerson(returnTo: string): Promise<SignedIn> {
  const actor = await getActor()
  if (actor.kind !== 'person') redirect(`/signin?next=${encodeURIComponent(returnTo)}`)
  if (actor.mustEnrol && !isOwnPage(returnTo)) redirect(`/account/two-factor?next=${encodeURIComponent(returnTo)}`)
  return actor
}

/** The signed-in person, if they may run this part of the portal; for others the page does not exist. */
export async function requireRunner(part: PortalPart, returnTo: string): Promise<Person> {
  const person = await requirePerson(returnTo)
  if (!canRun(person, part)) notFound()
  return person
}

/** What a token says: its session, and that it counts only in the cookie of this host. */
export const claimsOf = (personId: string, sessionId: string) => ({ sub: personId, sessionId, hostOnly: true })

/** Ends this browser's present session, of any person, before another one begins in it. */
export async function endPresentSession(next: string): Promise<void> {
  const present = await presentSessionId()
  const person = present && present !== next ? await endSession(db, present) : null
  if (person) await noteAccess(db, { kind: 'replaced', person, client: await presentClient() })
}

/**
 * Puts the cookie of a new session on the answer and replaces the browser's present one. For server actions and route
 * handlers.
 */
export async function setSessionCookie(personId: string, sessionId: string): Promise<void> {
  await endPresentSession(sessionId)
  const token = await encode({
    token: claimsOf(personId, sessionId),
    secret: settings().NEXTAUTH_SECRET,
    maxAge: SESSION_SECONDS,
  })
  const jar = await cookies()
  jar.set(sessionCookie(), token, { ...cookieOptions(), sameSite: 'lax', maxAge: SESSION_SECONDS })
}

export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  const former = formerSessionCookie()
  // A browser removes a cookie with one of these names only if the removal is marked secure.
  for (const name of [sessionCookie(), ...(former ? [former] : [])])
    jar.set(name, '', { ...cookieOptions(), maxAge: 0 })
}
