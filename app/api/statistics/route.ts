import { db, longReads } from '@/db/client'
import { canConfigure } from '@/lib/people/permissions'
import { jsonRoute, readPosted, requireSameOrigin } from '@/lib/people/route'
import { proofFirst } from '@/lib/people/second-factor/proof-first'
import { getActor } from '@/lib/people/session'
import { findCall } from '@/lib/platform/call-store/queries'
import { exportStatistics } from '@/lib/running/statistics/queries'
import { exportSchema } from '@/lib/running/statistics/schema'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'

/** A table of the statistics as CSV, for an admin of the Call. */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  const actor = await getActor()
  const asked = exportSchema.safeParse(Object.fromEntries(await readPosted(request)))
  const call = asked.success ? await findCall(db, asked.data.call) : null
  if (!asked.success || !call || actor.kind !== 'person' || !canConfigure(actor, call.id))
    throw new PortalError('not-found', 'There is no such page, or it is not for you.')
  const first = await proofFirst(request, actor)
  if (first) return first
  const { by } = asked.data
  takesLong()
  return new Response(await exportStatistics(longReads, actor, call, by), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="statistics-${call.slug.replace(/[^\w.-]/g, '')}-${by}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  })
})
