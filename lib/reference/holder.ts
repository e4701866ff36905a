import { cache } from 'react'
import { db } from '@/db/client'
import { PortalError } from '@/lib/errors'
import type { LinkHolder } from '@/lib/people/actor'
import { presentClient } from '@/lib/people/present-client'
import { type Asked, loadAsked } from './asked'
import { holderOf } from './links'

/** Who holds the link that this request names; null if it does not work. @throws PortalError 'too-many' */
export const findHolder = cache(
  async (token: string): Promise<LinkHolder | null> => holderOf(db, token, await presentClient()),
)

/** The same for actions and route handlers. @throws PortalError 'not-found', 'too-many' */
export async function requireHolder(token: unknown): Promise<LinkHolder> {
  const holder = typeof token === 'string' ? await findHolder(token) : null
  if (!holder) throw new PortalError('not-found', 'This link does not work. Use the link in the newest mail from us.')
  return holder
}

/** The link's request, or a sentence where it shows nothing. */
export type LinkView = { problem: string } | { problem?: undefined; holder: LinkHolder; asked: Asked }

/** What the pages of a link show; once a request. */
export const viewAsked = cache(async (token: string): Promise<LinkView> => {
  try {
    const holder = await findHolder(token)
    if (!holder) return { problem: 'It is not complete, or it never was one of ours.' }
    return { holder, asked: await loadAsked(db, holder) }
  } catch (error) {
    if (error instanceof PortalError && error.code === 'too-many') return { problem: error.message }
    throw error
  }
})
