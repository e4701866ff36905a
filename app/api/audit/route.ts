import { Readable } from 'node:stream'
import { longReads } from '@/db/client'
import { canRun } from '@/lib/people/permissions'
import { jsonRoute, readPosted, requireSameOrigin } from '@/lib/people/route'
import { proofFirst } from '@/lib/people/second-factor/proof-first'
import { getActor } from '@/lib/people/session'
import { exportEvents } from '@/lib/running/audit/export'
import { readFilter } from '@/lib/running/audit/filter'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'

/** The record as an admin sees it, with the page's filter, as CSV. */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  const actor = await getActor()
  if (actor.kind !== 'person' || !canRun(actor, 'audit'))
    throw new PortalError('not-found', 'There is no such page, or it is not for you.')
  const form = await readPosted(request)
  const { filter, errors } = readFilter(Object.fromEntries(new URLSearchParams(String(form.get('query') ?? ''))))
  const wrong = Object.values(errors)[0]
  if (wrong) throw new PortalError('invalid', wrong)
  const first = await proofFirst(request, actor)
  if (first) return first
  takesLong()
  const file = await exportEvents(longReads, actor, filter)
  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="record.csv"',
      'Cache-Control': 'private, no-store',
    },
  })
})
