import { db } from '@/db/client'
import { canTrack } from '@/lib/people/permissions'
import { jsonRoute } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'
import { findCall } from '@/lib/platform/call-store/queries'
import { feed } from '@/lib/running/tracker/shared'
import { PortalError } from '@/lib/shared/errors'

/** The tracker of a Call as server-sent events, for people who follow it. */
export const GET = jsonRoute(async (request: Request) => {
  const actor = await getActor()
  const slug = new URL(request.url).searchParams.get('call')
  const call = actor.kind === 'person' && slug ? await findCall(db, slug) : null
  if (actor.kind !== 'person' || !call || !canTrack(actor, call.id))
    throw new PortalError('not-found', 'There is no such page, or it is not for you.')
  const listener = await feed().listen(actor, call.id)
  request.signal.addEventListener('abort', () => listener.end())
  if (request.signal.aborted) listener.end()
  return new Response(listener.stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // No proxy may hold it back to compress it.
      'Cache-Control': 'private, no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  })
})
