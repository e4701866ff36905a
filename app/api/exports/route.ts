import { Readable } from 'node:stream'
import { db, longReads } from '@/db/client'
import { canExport } from '@/lib/people/permissions'
import { jsonRoute, readPosted, requireSameOrigin } from '@/lib/people/route'
import { proofFirst } from '@/lib/people/second-factor/proof-first'
import { getActor } from '@/lib/people/session'
import { findCall } from '@/lib/platform/call-store/queries'
import { exportData } from '@/lib/running/data-export/export'
import { formAgain } from '@/lib/running/data-export/form'
import { exportSchema } from '@/lib/running/data-export/schema'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
}

/** Applications with chosen columns as a file, for officers and admins. An incomplete form leads back to it. */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  const actor = await getActor()
  const form = await readPosted(request)
  const call = await findCall(db, String(form.get('call') ?? ''))
  if (!call || !canExport(actor, call.id))
    throw new PortalError('not-found', 'There is no such page, or it is not for you.')
  const asked = exportSchema.safeParse({ ...Object.fromEntries(form), columns: form.getAll('columns').map(String) })
  if (!asked.success) {
    const wrong = [...new Set(asked.error.issues.map(({ path }) => String(path[0])))]
    return new Response(null, { status: 303, headers: { Location: formAgain(form, wrong) } })
  }
  const first = await proofFirst(request, actor, formAgain(form, []))
  if (first) return first
  const { format } = asked.data
  takesLong()
  const file = await exportData(longReads, actor, call, asked.data)
  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="data-${call.slug.replace(/[^\w.-]/g, '')}.${format}"`,
      'Cache-Control': 'private, no-store',
    },
  })
})
