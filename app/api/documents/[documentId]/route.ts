import { db } from '@/db/client'
import { answerFile } from '@/lib/document/answer'
import { documentForDownload } from '@/lib/document/queries'
import { getActor } from '@/lib/people/session'
import { jsonRoute } from '@/lib/route'

type Context = { params: Promise<{ documentId: string }> }

/** A document, for those who may see it. `?view` shows it in the browser instead of saving it. */
export const GET = jsonRoute(async (request: Request, { params }: Context) => {
  const { documentId } = await params
  return answerFile(request, await documentForDownload(db, await getActor(), documentId))
})
