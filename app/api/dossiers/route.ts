import { db } from '@/db/client'
import { archiveOf } from '@/lib/applying/dossier/archive'
import { countDossiers } from '@/lib/applying/dossier/list'
import { isStaff, staffRole } from '@/lib/people/permissions'
import { findPersonBySession } from '@/lib/people/queries'
import { jsonRoute, readPosted, requireSameOrigin } from '@/lib/people/route'
import { proofFirst } from '@/lib/people/second-factor/proof-first'
import { getActor } from '@/lib/people/session'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { archiveSchema } from '@/lib/selecting/listing/schema'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'

/**
 * All dossiers that this member of staff may read, or those selected in the list, as one ZIP. Records the request.
 * Leaves out a selected dossier that they may not read, as if it did not exist.
 */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  const actor = await getActor()
  const nothing = new PortalError('not-found', 'There is no such page, or it is not for you.')
  if (!isStaff(actor)) throw nothing
  const form = await readPosted(request)
  const asked = archiveSchema.safeParse({ ...Object.fromEntries(form), ids: [...new Set(form.getAll('id'))] })
  if (!asked.success) throw nothing
  const { selected, list, ids } = asked.data
  const among = selected ? ids : undefined
  const count = await countDossiers(db, actor, among)
  if (selected && count === 0) return backToList(list)
  const first = await proofFirst(request, actor)
  if (first) return first
  await recordEvent(db, {
    applicationId: null,
    actorId: actor.id,
    actorRole: staffRole(actor),
    type: 'dossiers-downloaded',
    data: { count, ...(selected ? { selected: ids } : {}) },
  })
  takesLong()
  return new Response(
    archiveOf(actor, () => findPersonBySession(db, actor.sessionId), among),
    {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': 'attachment; filename="dossiers.zip"',
        'Cache-Control': 'private, no-store',
      },
    },
  )
})

/** Nothing is selected: the list says so. */
function backToList(list: string) {
  const parts = new URLSearchParams(list)
  parts.set('notice', 'none-selected')
  return new Response(null, { status: 303, headers: { Location: `/applications?${parts}` } })
}
