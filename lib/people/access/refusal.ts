import { db } from '@/db/client'
import { clientOf } from '@/lib/people/client'
import type { Answered } from '@/lib/shared/http/watch-requests'
import { settings } from '@/lib/shared/settings'
import { noteAccess } from './note'

/**
 * Records that somebody signed in was refused what a route of ours holds, after the answer, which never waits for it. What
 * is not there and what is not theirs are answered alike, so both are recorded.
 */
export function noteRefusal({ person, refused, method, route, headers }: Answered): void {
  if (!person || !refused || route === 'other' || route === 'asset') return
  const sent = new Headers()
  for (const name of ['x-forwarded-for', 'user-agent']) if (headers[name]) sent.set(name, String(headers[name]))
  const client = clientOf(sent, settings().TRUST_PROXY)
  void noteAccess(db, { kind: 'refused', person, client, route: `${method} ${route}` })
}
