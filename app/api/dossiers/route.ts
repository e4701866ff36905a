import { db } from '@/db/client'
import { recordEvent } from '@/lib/audit/queries'
import { archiveOf } from '@/lib/dossier/archive'
import { countDossiers } from '@/lib/dossier/list'
import { PortalError } from '@/lib/errors'
import { isStaff } from '@/lib/people/permissions'
import { getActor } from '@/lib/people/session'
import { jsonRoute } from '@/lib/route'

/** All dossiers that an officer or admin may read, as one ZIP. That it was asked for is recorded. */
export const GET = jsonRoute(async () => {
  const actor = await getActor()
  if (!isStaff(actor)) throw new PortalError('not-found', 'There is no such page, or it is not for you.')
  const count = await countDossiers(db, actor)
  await recordEvent(db, {
    applicationId: null,
    actorId: actor.id,
    actorRole: actor.roles.some(({ role }) => role === 'admin') ? 'admin' : 'officer',
    type: 'dossiers-downloaded',
    data: { count },
  })
  return new Response(archiveOf(actor), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="dossiers.zip"',
      'Cache-Control': 'private, no-store',
    },
  })
})
