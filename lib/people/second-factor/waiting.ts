import { cache } from 'react'
import { db } from '@/db/client'
import { safePath } from '@/lib/people/safe-path'
import { presentSessionId } from '@/lib/people/session'
import { findWaiting, type Waiting } from './queries'

/** The person who gave the password in this browser and still has to give the code; null for anybody else. */
export const getWaiting = cache(async (): Promise<Waiting | null> => {
  const sessionId = await presentSessionId()
  return sessionId ? findWaiting(db, sessionId) : null
})

/** A path with the page to go on to, which stays on this site. */
export function withNext(path: string, next: string | undefined): string {
  return next ? `${path}?next=${encodeURIComponent(safePath(next))}` : path
}
