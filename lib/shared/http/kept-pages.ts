import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import { type Answer, answerBefore, ask, compressed, headersOf, send } from './kept-answer'
import { ACCOUNT, FRAME, MADE_FOR } from './made-for'

/** A page is as new as this, in milliseconds, because dates pass and places are taken. */
const FRESH_MS = 5000
/** A page that nobody asked for lately is made anew before it is shown, unless the database is away. */
const STALE_MS = 10_000
const OUTAGE_MS = 600_000
const MOST_PAGES = 200

type Kept = Answer & { made: number; generation: number; html: string }

type Options = {
  /** Whether everybody sees the same page at this address, apart from the header. */
  isForAll(url: string): boolean
  /** Whether a request with these cookies may come from a signed-in person. */
  maySignIn(cookies: string): boolean
  /** The Content-Security-Policy of a page with these inline scripts, by their hashes. */
  policyOf(hashes: string[]): string
}

/**
 * Keeps the pages that are the same for everybody in this process's memory, ready to be sent. A copy is made by a
 * request of the portal's own, without cookies, so that nothing of a person can be in it. A signed-in person gets the
 * copy with a header of their own.
 *
 * Next could make such pages static, but then neither their policies nor the header would do: a nonce belongs to one
 * answer, and a header that needs JavaScript is none.
 * @returns a function that lets go of all pages, because what they show has changed
 */
export function keepPages({ isForAll, maySignIn, policyOf }: Options): () => void {
  const pages = new LRUCache<string, Kept>({ max: MOST_PAGES })
  const making = new Map<string, Promise<Kept | null>>()
  // A copy is nobody's work: it has no share in the limits and the log lines of the request that it is made for.
  const outside = AsyncLocalStorage.snapshot()
  let generation = 0
  let failed = Number.NEGATIVE_INFINITY

  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    delete request.headers[MADE_FOR]
  })
  answerBefore(answer)

  async function answer(next: RequestListener, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '/', headers } = request
    if (!isDocument(request) || !isForAll(url)) return next(request, response)
    const page = await present(next, url)
    if (!page) return next(request, response)
    const { cookie } = headers
    if (!cookie || !maySignIn(cookie)) return send(request, response, page)
    const whole = await withHeader(next, page, url, cookie)
    if (!whole) return next(request, response)
    for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value!)
    response.end(whole)
  }

  /** The page as it is to be shown now; null if it cannot be made. */
  async function present(next: RequestListener, url: string): Promise<Kept | null> {
    const kept = pages.get(url)
    const age = kept?.generation === generation ? Date.now() - kept.made : Number.POSITIVE_INFINITY
    if (age < FRESH_MS) return kept!
    const made = makeOnce(next, url)
    // While the database is away, nobody waits for a copy to fail.
    if (age < (Date.now() - failed < STALE_MS ? OUTAGE_MS : STALE_MS)) return kept!
    return (await made) ?? (age < OUTAGE_MS ? kept! : null)
  }

  function makeOnce(next: RequestListener, url: string): Promise<Kept | null> {
    const key = `${generation} ${url}`
    let made = making.get(key)
    if (!made) {
      made = outside(() => make(next, url, generation)).finally(() => making.delete(key))
      making.set(key, made)
    }
    return made
  }

  async function make(next: RequestListener, url: string, of: number): Promise<Kept | null> {
    const made = await ask(next, url, { accept: 'text/html', [MADE_FOR]: 'page' })
    if (made.statusCode >= 500) failed = Date.now()
    if (!isPage(made)) return null
    const before = pages.get(url)
    const html = made.payload
    const page: Kept =
      before?.html === html
        ? { ...before, made: Date.now(), generation: of }
        : {
            made: Date.now(),
            generation: of,
            html,
            headers: { ...headersOf(made.headers), 'content-security-policy': policyOf(hashesOf(html)) },
            bodies: await compressed(Buffer.from(html)),
          }
    pages.set(url, page)
    return page
  }

  return () => {
    generation += 1
  }
}

/** Whether a browser opens the address itself; a script of a page asks for data, or sends a form. */
function isDocument({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && headers.rsc === undefined && headers['next-action'] === undefined
}

const isPage = ({ statusCode, headers }: Awaited<ReturnType<typeof ask>>) =>
  statusCode === 200 && /^text\/html/.test(String(headers['content-type']))

const hashesOf = (html: string): string[] => [
  ...new Set(
    [...html.matchAll(/<script(?![^>]*\s(?:src|type)=)[^>]*>([\s\S]*?)<\/script>/g)].map(
      ([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
    ),
  ),
]

/** The copy with the header and the account of the person whose cookies these are; null if they cannot be had. */
async function withHeader(next: RequestListener, { html }: Kept, url: string, cookie: string): Promise<string | null> {
  const own = await ask(next, FRAME, { accept: 'text/html', cookie, [MADE_FOR]: `account ${url.split('?')[0]}` })
  if (!isPage(own)) return null
  let whole = html
  for (const part of [/<header\b[\s\S]*?<\/header>/, new RegExp(`<script id="${ACCOUNT}"[\\s\\S]*?</script>`)]) {
    const theirs = own.payload.match(part)
    if (!theirs || !part.test(whole)) return null
    whole = whole.replace(part, () => theirs[0])
  }
  return whole
}
