import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { callOf, loadApplication } from '@/lib/applying/application/queries'
import { removeDocument, restoreDocument } from '@/lib/applying/document/queries'
import { keepProblem, ownPath } from '@/lib/applying/document/upload-problem'
import { messageOf } from '@/lib/people/action'
import type { Person } from '@/lib/people/actor'
import { jsonRoute, readPosted, requireSameOrigin } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'
import { documentForDownload } from '@/lib/selecting/review/files'
import { PortalError } from '@/lib/shared/errors'

type Context = { params: Promise<{ documentId: string; action: string }> }

/** Removes or restores a document; a plain form, which goes back to its page, with the error if there is one. */
export const POST = jsonRoute(async (request: Request, { params }: Context) => {
  requireSameOrigin(request)
  const { documentId, action } = await params
  const change = Object.hasOwn(changes, action) ? changes[action] : undefined
  if (!change) throw new PortalError('not-found', 'There is no such action.')
  const actor = await getActor()
  if (actor.kind !== 'person') redirect('/signin')
  const form = await readPosted(request)
  const back = ownPath(String(form.get('back') ?? ''), '/apply')
  let query: string
  try {
    query = await change(actor, documentId)
  } catch (error) {
    query = `?problem=${await keepProblem('documents', messageOf(error))}`
  }
  redirect(back + query)
})

/** What each action does, and the query of the page that follows. */
const changes: Record<string, (person: Person, documentId: string) => Promise<string>> = {
  async remove(person, documentId) {
    const removed = await removeDocument(db, person, documentId)
    return `?removed=${removed.id}`
  },
  async restore(person, documentId) {
    const { applicationId } = await documentForDownload(db, person, documentId)
    const application = await loadApplication(db, person, applicationId)
    const call = await callOf(db, application)
    await restoreDocument(db, person, documentId, call.definition.documents)
    return ''
  },
}
