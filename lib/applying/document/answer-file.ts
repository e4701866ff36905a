import { Readable } from 'node:stream'
import { create as contentDisposition } from 'content-disposition'
import { requireOpen, type Scan } from '@/lib/lifecycle/files'
import { PortalError } from '@/lib/shared/errors'
import { log } from '@/lib/shared/log/log'
import { namedByType } from './file-endings'
import { storage } from './storage'
import { isMissing } from './storage/missing'

type Kept = { storageKey: string; filename: string; type: string; size: number; scan: Scan | null }
type Answered = { filename: string; type: string; size?: number }

/**
 * Whether the request asks only for a file's headers: then the portal neither opens nor reads it, and records nothing.
 */
export const isHead = (request: Request) => request.method === 'HEAD'

/** The headers of a file, to be saved, or with `?view` in its address to be shown in the browser. */
export function fileHeaders(request: Request, { filename, type, size }: Answered): Record<string, string> {
  const view = new URL(request.url).searchParams.has('view')
  return {
    'Content-Type': type,
    ...(size === undefined ? {} : { 'Content-Length': String(size) }),
    'Content-Disposition': contentDisposition(namedByType(filename, type), { type: view ? 'inline' : 'attachment' }),
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  }
}

/**
 * A file of the store, under a name with the ending of its type.
 * @throws PortalError 'not-found' if the store does not have it, 'conflict' if nobody may open it
 */
export async function answerFile(request: Request, kept: Kept): Promise<Response> {
  requireOpen(kept)
  const headers = fileHeaders(request, kept)
  if (isHead(request)) return new Response(null, { headers })
  const file = await (await storage()).get(kept.storageKey).catch((error) => {
    if (!isMissing(error)) throw error
    log.error({ file: kept.storageKey }, 'The store lacks a file that is recorded.')
    throw new PortalError('not-found', `${kept.filename} is recorded, but the portal does not hold the file itself.`)
  })
  return new Response(Readable.toWeb(file) as ReadableStream, { headers })
}
