import { db } from '@/db/client'
import { autosave, saveInSession } from '@/lib/applying/application/save'
import { saveRequestSchema, saveResponse } from '@/lib/form/save-request'
import { jsonRoute, readJson, requireSameOrigin } from '@/lib/people/route'
import { getActor, noteWork, presentSessionId } from '@/lib/people/session'
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
  const session = await presentSessionId()
  if (!session) throw signedOut()
  const { id, key } = await context.params
  const body = saveRequestSchema.safeParse(await readJson(request, MOST_BYTES))
  const saved = body.success ? await saveInSession(db, session, id, key, body.data) : null
  if (saved) {
    await noteWork(saved.session)
    return saveResponse(saved.result)
  }
  const actor = await getActor()
  if (actor.kind !== 'person') throw signedOut()
  if (!body.success) throw new PortalError('invalid', 'The request was incomplete.')
  return saveResponse(await autosave(db, actor, id, key, body.data))
})

const signedOut = () => new PortalError('signed-out', 'You are signed out.')
