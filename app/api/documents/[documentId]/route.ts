import { db } from '@/db/client'
import { recordRead } from '@/lib/applying/application/recorded-reads'
import { answerFile, isHead } from '@/lib/applying/document/answer-file'
import { isHeld } from '@/lib/lifecycle/files'
import { jsonRoute } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'
import { documentForDownload } from '@/lib/selecting/review/files'

type Context = { params: Promise<{ documentId: string }> }

/**
 * A document, for people who may see it; records a read by anybody but its applicant. `?view` shows it in the browser
 * instead of saving it. Next answers HEAD with the same function.
 */
export const GET = jsonRoute(async (request: Request, { params }: Context) => {
  const { documentId } = await params
  const actor = await getActor()
  const document = await documentForDownload(db, actor, documentId)
  const { applicationId, kind } = document
  if (actor.kind === 'person' && !isHead(request) && !isHeld(document))
    await recordRead(db, actor, applicationId, 'document-read', { document: documentId, kind })
  return answerFile(request, document)
})
