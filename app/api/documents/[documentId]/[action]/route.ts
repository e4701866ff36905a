import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { loadApplication } from '@/lib/application/queries'
import { findCall } from '@/lib/call/queries'
import { ownPath } from '@/lib/document/problem'
import { documentForDownload, removeDocument, restoreDocument } from '@/lib/document/queries'
import { PortalError } from '@/lib/errors'
import { getActor } from '@/lib/people/session'
import { jsonRoute, requireSameOrigin } from '@/lib/route'

type Context = { params: Promise<{ documentId: string; action: string }> }

/** Removes a document, or puts it back; a plain form, led back to its page. */
export const POST = jsonRoute(async (request: Request, { params }: Context) => {
  requireSameOrigin(request)
  const { documentId, action } = await params
  const actor = await getActor()
  if (actor.kind !== 'person') redirect('/signin')
  const back = ownPath(String((await request.formData()).get('back') ?? ''), '/apply')
  if (action === 'remove') {
    const removed = await removeDocument(db, actor, documentId)
    redirect(`${back}?removed=${removed.id}`)
  }
  if (action !== 'restore') throw new PortalError('not-found', 'There is no such action.')
  const { applicationId } = await documentForDownload(db, actor, documentId)
  const application = await loadApplication(db, actor, applicationId)
  const call = await findCall(db, application.callSlug)
  await restoreDocument(db, actor, documentId, call?.definition.documents ?? [])
  redirect(back)
})
