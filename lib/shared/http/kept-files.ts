import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestListener } from 'node:http'
import { LRUCache } from 'lru-cache'
import { type Answer, answerBefore, ask, compressed, headersOf, send } from './kept-answer'

/** The scripts and styles of a build are some 3 MB. */
const MOST_FILES = 1000

/** What a build names by its content: it never changes. No second way to write an address fills the memory. */
const FILES = /^\/_next\/static(\/[\w~-][\w.~-]*)+\.(js|css)$/

/**
 * Keeps the scripts and styles of the build in this process's memory, compressed once and well: a cold visit asks for a
 * dozen, and to compress them each time takes longer than all else of it.
 */
export function keepFiles(): void {
  const files = new LRUCache<string, Promise<Answer | null>>({ max: MOST_FILES })
  // A copy has no share in the limits and the log lines of the request that it is made for.
  const outside = AsyncLocalStorage.snapshot()

  answerBefore(async (next, request, response) => {
    const { url = '', method, headers } = request
    if (method !== 'GET' || !FILES.test(url) || headers.range || headers['if-none-match'])
      return next(request, response)
    let made = files.get(url)
    if (!made) {
      made = outside(() => make(next, url)).catch(() => null)
      files.set(url, made)
    }
    const file = await made
    if (file) return send(request, response, file)
    files.delete(url)
    next(request, response)
  })
}

async function make(next: RequestListener, url: string): Promise<Answer | null> {
  const { statusCode, headers, rawPayload } = await ask(next, url, {})
  if (statusCode !== 200 || !/immutable/.test(String(headers['cache-control']))) return null
  return { headers: headersOf(headers), bodies: await compressed(rawPayload) }
}
