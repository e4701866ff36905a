import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { requests } from '@/lib/shared/database/request'
import { isMalformed } from './content-policy'
import { type Other, page, replaceAnswers } from './replaced-answer'

/** A request that Next reads before our code runs. `read`: our code has it, so a failure from then on is ours. */
type Arriving = { read: boolean }

// Next bundles this module more than once; all copies share one store.
const shared = globalThis as { __arriving?: AsyncLocalStorage<Arriving> }
shared.__arriving ??= new AsyncLocalStorage<Arriving>()
const store = shared.__arriving

/** Marks the arguments of the present action as readable: failures from now on are ours. */
export function noteRead(): void {
  const arriving = store.getStore()
  if (arriving) arriving.read = true
}

/** Whether the present request is still unread. */
export const isUnread = (): boolean => store.getStore()?.read === false

/** An address where there is nothing. */
const NOWHERE = '/api/v1/nowhere'

/**
 * Refuses unreadable requests with 400 or similar: an address that is not text, arguments that no page of ours sends,
 * TRACE. Next answers 500, which would alert the operators as if the portal had failed.
 */
export function refuseUnreadable(): void {
  const refusals = new WeakMap<IncomingMessage, (status: number) => Other | null>()
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    if (isMalformed(request.url ?? '')) {
      // Nothing at such an address serves this request.
      request.url = NOWHERE
      refusals.set(request, () => ({ status: 400, page: BAD_ADDRESS }))
    } else if (request.method === 'TRACE') {
      // Next would answer it as a GET.
      request.url = NOWHERE
      refusals.set(request, () => ({ status: 405, page: '' }))
    } else if (isAction(request)) {
      const arriving: Arriving = { read: false }
      const use = requests.getStore()
      store.enterWith(arriving)
      refusals.set(request, (status) => (status === 500 && !arriving.read && !use?.trouble ? refusalOf(request) : null))
    }
  })
  replaceAnswers((request, _response, status) => refusals.get(request)?.(status) ?? null)
}

/** Whether Next looks for a server action in the request. */
function isAction({ method, url, headers }: IncomingMessage): boolean {
  const sent = headers['next-action'] !== undefined || /^multipart\/form-data/i.test(headers['content-type'] ?? '')
  return method === 'POST' && sent && !url?.startsWith('/api/')
}

/** Next's own limit for the body of an action. */
const MOST_BYTES = 1024 * 1024

function refusalOf({ headers }: IncomingMessage): Other {
  const { origin } = headers
  const foreign = origin && !(URL.canParse(origin) && new URL(origin).host === headers.host)
  const status = foreign ? 403 : Number(headers['content-length']) > MOST_BYTES ? 413 : 400
  // A page's own code reads the body that Next writes; a browser without it shows our page.
  return { status, page: headers['next-action'] === undefined ? UNREAD : undefined }
}

const BAD_ADDRESS = page('Not found', '<p>This address is not complete or not correct.</p>')

const UNREAD = page(
  'Not sent',
  '<p>This could not be read, so nothing was changed. Go back in your browser, load the page again, and try once more.</p>',
)
