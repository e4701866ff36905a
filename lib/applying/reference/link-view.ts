import { cache } from 'react'
import { db } from '@/db/client'
import type { LinkHolder } from '@/lib/people/actor'
import { findHolder } from '@/lib/people/link-holder'
import { PortalError } from '@/lib/shared/errors'
import { type Asked, loadAsked } from './asked'

/** The link's request, or a sentence if it shows nothing. */
export type LinkView = { problem: string } | { problem?: undefined; holder: LinkHolder; asked: Asked }

/** What the pages of a link show; loaded once per request. */
export const viewAsked = cache(async (token: string): Promise<LinkView> => {
  try {
    const holder = await findHolder(token)
    if (!holder) return { problem: 'It is not complete, or we did not send it.' }
    return { holder, asked: await loadAsked(db, holder) }
  } catch (error) {
    if (error instanceof PortalError && error.code === 'too-many') return { problem: error.message }
    throw error
  }
})
