import { cache } from 'react'
import { db } from '@/db/client'
import { safePath } from '@/lib/people/safe-path'
import { presentSessionId } from '@/lib/people/session'
import { findWaiting, type Waiting } from './queries'

/** Who gave the password in this browser and has yet to give the code; null for everybody else. */
export const getWaiting = cache(async (): Promise<Waiting | null> => {
  const sessionId = await presentSessionId()
  return sessionId ? findWaiting(db, sessionId) : null
})

/** A path with where to go on to afterwards, which stays on this site. */
export function withNext(path: string, next: string | undefined): string {
  return next ? `${path}?next=${encodeURIComponent(safePath(next))}` : path
}
