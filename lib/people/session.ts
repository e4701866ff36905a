import { LRUCache } from 'lru-cache'
import { cookies } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import { db } from '@/db/client'
import { noteAccess } from '@/lib/people/access/note'
import { isOwnPage } from '@/lib/people/second-factor/rules'
import { log } from '@/lib/shared/log/log'
import { notePerson } from '@/lib/shared/log/request'
import { settings } from '@/lib/shared/settings'
import { type Person, type SignedIn, type Visitor, visitor } from './actor'
import { cookieName, cookieOptions, formerSessionCookie } from './cookie'
import { canRun, type PortalPart } from './permissions'
import { presentClient } from './present-client'
import { endSession, findSession, noteSeen } from './queries'

/** How long a sign-in lasts, in seconds. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60

/** next-auth's own cookie, so that its routes and ours read the same session. */
export const sessionCookie = () => cookieName('next-auth.session-token')

/** The session of this request; its row is checked each time. To ask for it does not count as work in it. */
export const getSession = cache(async () => {
  const sessionId = await presentSessionId()
  return sessionId ? findSession(db, sessionId) : null
})

/** How often it is noted that a session is in use, in seconds. */
const NOTED_EVERY = 60

/** Who makes this request. It counts as work in the session. */
export const getActor = cache(async (): Promise<Visitor | SignedIn> => {
  const session = await getSession()
  if (!session) return visitor
  notePerson(session.person.id)
  // A database that takes no writes for a while still shows pages.
  if (session.unseen > NOTED_EVERY)
    await noteSeen(db, session.person.sessionId).catch((error) => log.warn({ err: error }, 'A session was not noted.'))
  return session.person
})

/** The session that this request's cookie names, whether it still counts or not. */
export async function presentSessionId(): Promise<string | null> {
  return sessionIdIn(await cookies())
}

/**
 * The session that the cookies name. Whoever signed in before the cookie had its present name stays signed in by the
 * former one, until that session ends. A token of today does not count under the former name, which another host of the
 * domain could set: nobody is led into a stranger's session by it.
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

/** Which session a token names never changes, and to decrypt it costs more than to look the session up. */
const sessions = new LRUCache<string, Named>({ max: 5000 })

/** The session that the token names; null for one of another secret, an altered or an expired one. */
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
 * The signed-in person, or to the sign-in page and back to `returnTo` afterwards. Whose roles wait for an authenticator
 * is led to set one up, but on the pages that are their own anyway.
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

/** What a token says: whose session it is, and that it counts in the cookie of this host alone. */
export const claimsOf = (personId: string, sessionId: string) => ({ sub: personId, sessionId, hostOnly: true })

/** Ends the session that this browser had, whoever's it was, before another one begins in it. */
export async function endPresentSession(next: string): Promise<void> {
  const present = await presentSessionId()
  const person = present && present !== next ? await endSession(db, present) : null
  if (person) await noteAccess(db, { kind: 'replaced', person, client: await presentClient() })
}

/** Puts the cookie of a new session on the answer, in place of the browser's present one. For server actions and route handlers. */
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
  // A browser heeds the end of a cookie of these names only if it is said to be secure.
  for (const name of [sessionCookie(), ...(former ? [former] : [])])
    jar.set(name, '', { ...cookieOptions(), maxAge: 0 })
}
