import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { rateLimits } from '@/db/schema'
import { PortalError } from '@/lib/shared/errors'

export type Limit = { name: string; points: number; seconds: number }

/** How often each thing may be tried. The limits by network are higher if the network is unknown (client.ts). */
export const LIMITS = {
  /** Wrong passwords for one address from browsers that it does not know, in steps. */
  signInMinutes: { name: 'signin-address-minutes', points: 20, seconds: 5 * 60 },
  signInHour: { name: 'signin-address-hour', points: 50, seconds: 60 * 60 },
  signInDay: { name: 'signin-address-day', points: 100, seconds: 24 * 60 * 60 },
  /** A browser that the address knows: its owner signed in there before, or opened a mailed link there. */
  signInDevice: { name: 'signin-device', points: 20, seconds: 15 * 60 },
  /** A campus of thousands has one network, so these are ceilings against floods, not one person's share. */
  signInNetwork: { name: 'signin-network', points: 1000, seconds: 15 * 60 },
  register: { name: 'register-network', points: 200, seconds: 60 * 60 },
  forgot: { name: 'forgot-network', points: 200, seconds: 60 * 60 },
  token: { name: 'token-network', points: 300, seconds: 15 * 60 },
  /** Wrong personal links of referees and supervisors; a right one never counts. */
  link: { name: 'link-network', points: 30, seconds: 15 * 60 },
  /**
   * Mails from one application to one mailbox, from one application to all its mailboxes, and from all applications to
   * one mailbox.
   */
  invitation: { name: 'invitation-mailbox', points: 4, seconds: 24 * 60 * 60 },
  invitations: { name: 'invitation-application', points: 20, seconds: 24 * 60 * 60 },
  invitedMailbox: { name: 'invited-mailbox', points: 50, seconds: 24 * 60 * 60 },
  /** Refusals taken back: each may cause another mail to the applicant. */
  reconsider: { name: 'reconsider-request', points: 3, seconds: 24 * 60 * 60 },
  /** Files that one applicant sends, or the holder of one request's link. */
  upload: { name: 'upload-person', points: 120, seconds: 60 * 60 },
  letter: { name: 'letter-request', points: 20, seconds: 60 * 60 },
  /** How often admins begin to act for one applicant: each time sends them a mail. */
  acting: { name: 'acting-application', points: 10, seconds: 24 * 60 * 60 },
  /** Requests of a program with one token, and requests without a valid one. */
  api: { name: 'api-token', points: 300, seconds: 60 },
  apiToken: { name: 'api-network', points: 60, seconds: 15 * 60 },
  /** Wrong codes of letters, which anybody may look up. */
  letterCode: { name: 'letter-code-network', points: 30, seconds: 15 * 60 },
  /** Archives of a person's own data: the portal reads each in full and records it for ever. */
  ownData: { name: 'own-data-person', points: 10, seconds: 60 * 60 },
  password: { name: 'password-person', points: 10, seconds: 15 * 60 },
  /** Second-factor codes of one person: three in a million are right at any time. */
  code: { name: 'code-person', points: 10, seconds: 15 * 60 },
  codeDay: { name: 'code-person-day', points: 60, seconds: 24 * 60 * 60 },
  /** Mails of one kind to one address. Beyond this nothing is sent, and nobody learns it. */
  mail: { name: 'mail-address', points: 5, seconds: 60 * 60 },
} satisfies Record<string, Limit>

/** Addresses and networks are personal data and may be long, so the key holds their hash. */
const keyOf = (limit: Limit, subject: string) =>
  `${limit.name}:${createHash('sha256').update(subject).digest('base64url')}`

/**
 * Counts one attempt in the window and answers 0, or the seconds to wait when the window is full. One atomic statement
 * by the database's clock, so parallel requests and several servers count together. (The Drizzle store of
 * rate-limiter-flexible imports drizzle by a computed name, which a Next bundle cannot follow.)
 */
export async function take(executor: Executor, limit: Limit, subject: string): Promise<number> {
  const end = sql`now() + ${limit.seconds} * interval '1 second'`
  const over = sql`${rateLimits.expire} <= now()`
  const [row] = await executor
    .insert(rateLimits)
    .values({ key: keyOf(limit, subject), points: 1, expire: end })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${over} then 1 else ${rateLimits.points} + 1 end`,
        expire: sql`case when ${over} then ${end} else ${rateLimits.expire} end`,
      },
    })
    .returning({
      points: rateLimits.points,
      wait: sql<number>`ceil(extract(epoch from ${rateLimits.expire} - now()))::int`,
    })
  // Of two at the same moment, one may have begun before the window did.
  return row!.points <= limit.points ? 0 : Math.min(limit.seconds, Math.max(1, row!.wait))
}

/** Takes one attempt or throws an error that says how long to wait. */
export async function limited(executor: Executor, limit: Limit, subject: string): Promise<void> {
  const wait = await take(executor, limit, subject)
  if (wait > 0) throw new PortalError('too-many', `Too many attempts. Please wait ${inWords(wait)} and try again.`)
}

/** Takes an attempt back: a right password is no guess. */
export async function giveBack(executor: Executor, limit: Limit, subject: string): Promise<void> {
  await executor
    .update(rateLimits)
    .set({ points: sql`greatest(${rateLimits.points} - 1, 0)` })
    .where(eq(rateLimits.key, keyOf(limit, subject)))
}

/** Removes expired windows; the worker runs it every hour. Returns how many. */
export async function clearLimits(executor: Executor): Promise<number> {
  const rows = await executor
    .delete(rateLimits)
    .where(sql`${rateLimits.expire} < now()`)
    .returning({ key: rateLimits.key })
  return rows.length
}

export function inWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`
  return `${Math.ceil(minutes / 60)} hours`
}
