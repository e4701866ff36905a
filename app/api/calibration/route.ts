import { longReads } from '@/db/client'
import { canRun } from '@/lib/people/permissions'
import { jsonRoute, readPosted, requireSameOrigin } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'
import { exportCalibration } from '@/lib/selecting/calibration/export'
import { exportSchema } from '@/lib/selecting/calibration/schema'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'

/** A table of a calibration as CSV, for people who lead the Call's reviews. */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  const actor = await getActor()
  const nothing = new PortalError('not-found', 'There is no such page, or it is not for you.')
  if (actor.kind !== 'person' || !canRun(actor, 'committee')) throw nothing
  const asked = exportSchema.safeParse(Object.fromEntries(await readPosted(request)))
  if (!asked.success) throw nothing
  const { call, track, table } = asked.data
  takesLong()
  return new Response(await exportCalibration(longReads, actor, asked.data), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="calibration-${call.replace(/[^\w.-]/g, '')}-${track}-${table}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  })
})
