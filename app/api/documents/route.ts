import { redirect } from 'next/navigation'
import { messageOf } from '@/lib/action'
import { keepProblem, ownPath } from '@/lib/document/problem'
import { receiveUpload, type UploadFields } from '@/lib/document/receive'
import { PortalError } from '@/lib/errors'
import { getActor } from '@/lib/people/session'
import { jsonRoute, requireSameOrigin } from '@/lib/route'

/** Uploads one file. A script asks for JSON; a plain form is led back to its page. No action, for those hold a file in memory. */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  const json = request.headers.get('accept')?.includes('application/json')
  const actor = await getActor()
  const fields: UploadFields = {}
  let target: string
  try {
    if (actor.kind !== 'person')
      throw new PortalError('signed-out', 'You are signed out. Sign in again, then upload the file once more.')
    const id = await receiveUpload(request, actor, fields)
    if (json) return Response.json({ id }, { status: 201 })
    target = `${ownPath(fields.back, '/apply')}?uploaded=${id}#${encodeURIComponent(fields.kind ?? '')}`
  } catch (error) {
    if (json) throw error
    if (error instanceof PortalError && error.code === 'signed-out') redirect('/signin')
    const problem = await keepProblem(fields.kind || 'documents', messageOf(error))
    target = `${ownPath(fields.back, '/apply')}?problem=${problem}`
  }
  redirect(target)
})
