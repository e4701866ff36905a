import { Readable } from 'node:stream'
import { create as contentDisposition } from 'content-disposition'
import { db } from '@/db/client'
import { storage } from '@/lib/document/storage'
import { getActor } from '@/lib/people/session'
import { letterForDownload } from '@/lib/review/files'
import { jsonRoute } from '@/lib/route'

type Context = { params: Promise<{ requestId: string }> }

/** The file of a letter, for staff and reviewers who may read it. `?view` shows it in the browser. */
export const GET = jsonRoute(async (request: Request, { params }: Context) => {
  const letter = await letterForDownload(db, await getActor(), (await params).requestId)
  const file = await (await storage()).get(letter.storageKey)
  const view = new URL(request.url).searchParams.has('view')
  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: {
      'Content-Type': letter.type,
      'Content-Length': String(letter.size),
      'Content-Disposition': contentDisposition(letter.filename, { type: view ? 'inline' : 'attachment' }),
      'Cache-Control': 'private, no-store',
    },
  })
})
