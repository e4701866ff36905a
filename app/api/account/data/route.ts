import { db } from '@/db/client'
import { jsonRoute, requireSameOrigin } from '@/lib/people/route'
import { proofFirst } from '@/lib/people/second-factor/proof-first'
import { getActor } from '@/lib/people/session'
import { ownArchive, recordOwnDownload } from '@/lib/running/retention/own-data'
import { PortalError } from '@/lib/shared/errors'

/**
 * All data of the signed-in person, as a ZIP. The portal records the download, because a stranger at their computer may
 * have made it.
 */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  const actor = await getActor()
  if (actor.kind !== 'person') throw new PortalError('signed-out', 'Sign in first.')
  const first = await proofFirst(request, actor, '/account/data')
  if (first) return first
  await recordOwnDownload(db, actor)
  return new Response(await ownArchive(actor), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="my-data.zip"',
      'Cache-Control': 'private, no-store',
    },
  })
})
