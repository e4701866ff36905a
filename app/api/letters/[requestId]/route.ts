import { db } from '@/db/client'
import { answerFile, isHead } from '@/lib/applying/document/answer-file'
import { jsonRoute } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'
import { letterForDownload } from '@/lib/selecting/review/files'

type Context = { params: Promise<{ requestId: string }> }

/** The file of a letter, for staff and reviewers who may read it. `?view` shows it in the browser. */
export const GET = jsonRoute(async (request: Request, { params }: Context) => {
  const { requestId } = await params
  return answerFile(request, await letterForDownload(db, await getActor(), requestId, !isHead(request)))
})
