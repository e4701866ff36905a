import { db } from '@/db/client'
import { saveAnswers } from '@/lib/applying/reference/answer'
import { saveRequestSchema, saveResponse } from '@/lib/form/save-request'
import { requireHolder } from '@/lib/people/link-holder'
import { jsonRoute, readJson, requireSameOrigin } from '@/lib/people/route'
import { PortalError } from '@/lib/shared/errors'

/** More than a letter needs. */
const MOST_BYTES = 500_000

type Context = { params: Promise<{ token: string }> }

/** Autosave of a letter or agreement, through its link. */
export const PUT = jsonRoute(async (request: Request, { params }: Context) => {
  requireSameOrigin(request)
  const holder = await requireHolder((await params).token)
  const body = saveRequestSchema.safeParse(await readJson(request, MOST_BYTES))
  if (!body.success) throw new PortalError('invalid', 'The request was incomplete.')
  return saveResponse(await saveAnswers(db, holder, body.data))
})
