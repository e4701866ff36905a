import { db } from '@/db/client'
import { recordEvent } from '@/lib/audit/queries'
import { PortalError } from '@/lib/errors'
import { getActor } from '@/lib/people/session'
import { ownArchive } from '@/lib/retention/own-data'
import { jsonRoute, requireSameOrigin } from '@/lib/route'

/** Everything of whoever is signed in, as a ZIP. That it was taken is recorded, for a stranger at their computer may have. */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  const actor = await getActor()
  if (actor.kind !== 'person') throw new PortalError('signed-out', 'Sign in first.')
  await recordEvent(db, {
    ...{ applicationId: null, actorId: actor.id, actorRole: 'person', type: 'own-data-downloaded' },
    data: { person: actor.id },
  })
  return new Response(await ownArchive(actor), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="my-data.zip"',
      'Cache-Control': 'private, no-store',
    },
  })
})
