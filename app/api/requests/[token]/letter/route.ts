import { db } from '@/db/client'
import { uploadResponse } from '@/lib/applying/document/respond'
import { letterTarget } from '@/lib/applying/reference/letter-file'
import { requireHolder } from '@/lib/people/link-holder'
import { jsonRoute } from '@/lib/people/route'

type Context = { params: Promise<{ token: string }> }

/** Uploads the letter as a PDF, through its link. */
export const POST = jsonRoute(async (request: Request, { params }: Context) => {
  const { token } = await params
  return uploadResponse(request, `/r/${token}`, async () => letterTarget(db, await requireHolder(token)))
})
