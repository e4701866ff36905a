import { db } from '@/db/client'
import { clientOf } from '@/lib/people/client'
import type { Answered } from '@/lib/shared/http/watch-requests'
import { settings } from '@/lib/shared/settings'
import { noteAccess } from './note'

/**
 * Records, after the answer and without delaying it, that a route refused a signed-in person. Records missing things as
 * well as other people's, because both get the same answer.
 */
export function noteRefusal({ person, refused, method, route, headers }: Answered): void {
  if (!person || !refused || route === 'other' || route === 'asset') return
  const sent = new Headers()
  for (const name of ['x-forwarded-for', 'user-agent']) if (headers[name]) sent.set(name, String(headers[name]))
  const client = clientOf(sent, settings().TRUST_PROXY)
  void noteAccess(db, { kind: 'refused', person, client, route: `${method} ${route}` })
}
