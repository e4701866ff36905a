import { Readable } from 'node:stream'
import { db, longReads } from '@/db/client'
import { canRun } from '@/lib/people/permissions'
import { jsonRoute, readPosted, requireSameOrigin } from '@/lib/people/route'
import { proofFirst } from '@/lib/people/second-factor/proof-first'
import { getActor } from '@/lib/people/session'
import { exportList } from '@/lib/selecting/listing/export'
import { loadListAt } from '@/lib/selecting/listing/load'
import { exportSchema } from '@/lib/selecting/listing/schema'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The list of applications as the person sees it, with its search, order and columns, as a file. */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  const actor = await getActor()
  const nothing = new PortalError('not-found', 'There is no such page, or it is not for you.')
  if (actor.kind !== 'person' || !canRun(actor, 'applications')) throw nothing
  const asked = exportSchema.safeParse(Object.fromEntries(await readPosted(request)))
  const list = asked.success ? await loadListAt(db, actor, asked.data.query) : null
  if (!asked.success || !list) throw nothing
  const first = await proofFirst(request, actor)
  if (first) return first
  const { format } = asked.data
  takesLong()
  const file = await exportList(longReads, list.visibility, list.view, format)
  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="applications-${list.call.slug.replace(/[^\w.-]/g, '')}.${format}"`,
      'Cache-Control': 'private, no-store',
    },
  })
})
