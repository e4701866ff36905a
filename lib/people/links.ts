import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { requestLinks } from '@/db/schema'
import type { LinkHolder } from './actor'
import { byNetwork, type Client } from './client'
import { LIMITS, limited } from './rate-limit'
import { hashToken } from './tokens'

/** 256 random bits, as 43 letters and digits. */
const TOKEN = /^[\w-]{43}$/

/** Makes a personal link to the request, as a path; only its token's hash is kept. Earlier links go on working. */
export async function createLink(executor: Executor, requestId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await executor.insert(requestLinks).values({ hash: hashToken(token), requestId })
  return `/r/${token}`
}

/**
 * Who holds this token, changing nothing; null if nobody does. Wrong ones are counted by network, and refused unseen once
 * there were many; a right one always works, for one neighbour who guesses must not shut out all of a network.
 * @throws PortalError 'too-many'
 */
export async function holderOf(executor: Executor, token: string, client: Client): Promise<LinkHolder | null> {
  if (TOKEN.test(token)) {
    const [row] = await executor
      .select({ requestId: requestLinks.requestId })
      .from(requestLinks)
      .where(eq(requestLinks.hash, hashToken(token)))
    if (row) return { kind: 'link', requestId: row.requestId }
  }
  await limited(executor, ...byNetwork(LIMITS.link, client))
  return null
}
