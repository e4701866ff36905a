import { db } from '@/db/client'
import { canRun } from '@/lib/people/permissions'
import { jsonRoute } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'
import { loadListAt } from '@/lib/selecting/listing/load'
import { offeredValues } from '@/lib/selecting/listing/shown-list'
import { PortalError } from '@/lib/shared/errors'

/** The values that the search of the list completes, for `?call=`. */
export const GET = jsonRoute(async (request: Request) => {
  const actor = await getActor()
  const list =
    actor.kind === 'person' && canRun(actor, 'applications')
      ? await loadListAt(db, actor, new URL(request.url).searchParams.toString())
      : null
  if (!list) throw new PortalError('not-found', 'There is no such page, or it is not for you.')
  return Response.json(offeredValues(list), { headers: { 'Cache-Control': 'private, no-store' } })
})
