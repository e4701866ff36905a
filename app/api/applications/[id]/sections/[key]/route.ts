import { db } from '@/db/client'
import { callOf, loadApplication } from '@/lib/applying/application/queries'
import { saveSection } from '@/lib/applying/application/save'
import { saveRequestSchema, saveResponse } from '@/lib/form/save-request'
import { jsonRoute, readJson, requireSameOrigin } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'
import { PortalError } from '@/lib/shared/errors'

/** More than any section of a form needs. */
const MOST_BYTES = 2_000_000

type Context = { params: Promise<{ id: string; key: string }> }

/**
 * Autosave. Not a server action: a page that was open during a deployment must still be able to save, and a closing
 * page needs a request that outlives it.
 */
export const PUT = jsonRoute(async (request: Request, context: Context) => {
  requireSameOrigin(request)
  const actor = await getActor()
  if (actor.kind !== 'person') throw new PortalError('signed-out', 'You are signed out.')
  const { id, key } = await context.params
  const body = saveRequestSchema.safeParse(await readJson(request, MOST_BYTES))
  if (!body.success) throw new PortalError('invalid', 'The request was incomplete.')
  const application = await loadApplication(db, actor, id)
  const call = await callOf(db, application)
  return saveResponse(await saveSection(db, actor, id, call.definition, key, body.data))
})
