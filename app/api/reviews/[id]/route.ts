import { db } from '@/db/client'
import { saveRequestSchema, saveResponse } from '@/lib/form/save-request'
import { jsonRoute, readJson, requireSameOrigin } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'
import { saveReview } from '@/lib/selecting/review/save'
import { PortalError } from '@/lib/shared/errors'

/** More than any review needs. */
const MOST_BYTES = 500_000

type Context = { params: Promise<{ id: string }> }

/**
 * Autosave of the signed-in reviewer's review of this application. Not a server action, as for an application's
 * sections.
 */
export const PUT = jsonRoute(async (request: Request, context: Context) => {
  requireSameOrigin(request)
  const actor = await getActor()
  if (actor.kind !== 'person') throw new PortalError('signed-out', 'You are signed out.')
  const { id } = await context.params
  const body = saveRequestSchema.safeParse(await readJson(request, MOST_BYTES))
  if (!body.success) throw new PortalError('invalid', 'The request was incomplete.')
  return saveResponse(await saveReview(db, actor, id, body.data))
})
