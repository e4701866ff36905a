import { db } from '@/db/client'
import { recordEvent } from '@/lib/audit/queries'
import { archiveOf } from '@/lib/dossier/archive'
import { countDossiers } from '@/lib/dossier/list'
import { PortalError } from '@/lib/errors'
import { isStaff, staffRole } from '@/lib/people/permissions'
import { findPersonBySession } from '@/lib/people/queries'
import { getActor } from '@/lib/people/session'
import { jsonRoute, requireSameOrigin } from '@/lib/route'

/** All dossiers that an officer or admin may read, as one ZIP. That it was asked for is recorded. */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  const actor = await getActor()
  if (!isStaff(actor)) throw new PortalError('not-found', 'There is no such page, or it is not for you.')
  const count = await countDossiers(db, actor)
  await recordEvent(db, {
    applicationId: null,
    actorId: actor.id,
    actorRole: staffRole(actor),
    type: 'dossiers-downloaded',
    data: { count },
  })
  return new Response(
    archiveOf(actor, () => findPersonBySession(db, actor.sessionId)),
    {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': 'attachment; filename="dossiers.zip"',
        'Cache-Control': 'private, no-store',
      },
    },
  )
})
