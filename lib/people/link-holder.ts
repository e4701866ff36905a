import { cache } from 'react'
import { db } from '@/db/client'
import { PortalError } from '@/lib/shared/errors'
import type { LinkHolder } from './actor'
import { holderOf } from './personal-links'
import { presentClient } from './present-client'

/** The holder of the link that this request names; null if it does not work. @throws PortalError 'too-many' */
export const findHolder = cache(
  async (token: string): Promise<LinkHolder | null> => holderOf(db, token, await presentClient()),
)

/** The same for actions and route handlers. @throws PortalError 'not-found', 'too-many' */
export async function requireHolder(token: unknown): Promise<LinkHolder> {
  const holder = typeof token === 'string' ? await findHolder(token) : null
  if (!holder) throw new PortalError('not-found', 'This link does not work. Use the link in the newest mail from us.')
  return holder
}
