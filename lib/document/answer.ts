import { Readable } from 'node:stream'
import { create as contentDisposition } from 'content-disposition'
import { PortalError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { storage } from './storage'
import { isMissing } from './storage/missing'

type Kept = { storageKey: string; filename: string; type: string; size: number }

/**
 * A file of the store, to be saved, or with `?view` in its address to be shown in the browser.
 * @throws PortalError 'not-found' if the store does not have it
 */
export async function answerFile(request: Request, { storageKey, filename, type, size }: Kept): Promise<Response> {
  const file = await (await storage()).get(storageKey).catch((error) => {
    if (!isMissing(error)) throw error
    log.error({ file: storageKey }, 'The store lacks a file that is recorded.')
    throw new PortalError('not-found', `${filename} is recorded, but the portal does not hold the file itself.`)
  })
  const view = new URL(request.url).searchParams.has('view')
  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: {
      'Content-Type': type,
      'Content-Length': String(size),
      'Content-Disposition': contentDisposition(filename, { type: view ? 'inline' : 'attachment' }),
      'Cache-Control': 'private, no-store',
    },
  })
}
