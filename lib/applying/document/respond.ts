import { redirect } from 'next/navigation'
import { messageOf } from '@/lib/people/action'
import { requireSameOrigin } from '@/lib/people/route'
import { PortalError } from '@/lib/shared/errors'
import { receiveUpload, type Target, type UploadFields } from './receive'
import { keepProblem, ownPath } from './upload-problem'

/**
 * Takes one file and answers: with JSON to a script; a plain form goes back to its page, or to `home`. Not an action,
 * because actions hold a file in memory. `who` finds the sender and the file's destination.
 */
export async function uploadResponse(
  request: Request,
  home: string,
  who: () => Promise<(fields: UploadFields) => Promise<Target>>,
): Promise<Response> {
  requireSameOrigin(request)
  const json = request.headers.get('accept')?.includes('application/json')
  const fields: UploadFields = {}
  let target: string
  try {
    const id = await receiveUpload(request, fields, await who())
    if (json) return Response.json({ id }, { status: 201 })
    target = `${ownPath(fields.back, home)}?uploaded=${id}#${encodeURIComponent(fields.kind ?? '')}`
  } catch (error) {
    if (json) throw error
    if (error instanceof PortalError && error.code === 'signed-out') redirect('/signin')
    const problem = await keepProblem(fields.kind || 'documents', messageOf(error))
    target = `${ownPath(fields.back, home)}?problem=${problem}`
  }
  redirect(target)
}
