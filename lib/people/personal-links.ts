import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { requestLinks } from '@/db/schema'
import { limitedByNetwork, noteStranger } from '@/lib/people/access/note'
import type { LinkHolder } from '@/lib/people/actor'
import type { Client } from '@/lib/people/client'
import { LIMITS } from '@/lib/people/rate-limit'
import { hashToken } from '@/lib/people/tokens'

/** 256 random bits, as 43 letters and digits. */
const TOKEN = /^[\w-]{43}$/

/**
 * Makes a personal link to the request, as a path; the database keeps only its token's hash. Earlier links go on
 * working.
 */
export async function createLink(executor: Executor, requestId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await executor.insert(requestLinks).values({ hash: hashToken(token), requestId })
  return `/r/${token}`
}

/**
 * The holder of this token; changes nothing. Null if nobody holds it. Records wrong tokens, counts them by network, and
 * refuses them after many. A right one always works, so that one neighbour who guesses does not shut out a whole
 * network.
 * @throws PortalError 'too-many'
 */
export async function holderOf(db: Database, token: string, client: Client): Promise<LinkHolder | null> {
  if (TOKEN.test(token)) {
    const [row] = await db
      .select({ requestId: requestLinks.requestId })
      .from(requestLinks)
      .where(eq(requestLinks.hash, hashToken(token)))
    if (row) return { kind: 'link', requestId: row.requestId }
  }
  await limitedByNetwork(db, LIMITS.link, client)
  await noteStranger(db, 'wrong-link', client)
  return null
}
