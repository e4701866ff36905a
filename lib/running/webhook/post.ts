import http from 'node:http'
import https from 'node:https'
import { useAgent as filteringAgent } from 'request-filtering-agent'
import { settings } from '@/lib/shared/settings'
import { urlProblem } from './rules'

const THIS_MACHINE = ['127.0.0.0/8', '::1']

/** The result of a request: null if the receiver took it. `final`: another attempt is useless. */
export type Outcome = { error: string; final: boolean } | null

/**
 * Sends a text to an address that a user chose. It looks the name up once, and sends nothing if any of its addresses is
 * not public: neither a name that resolves inwards nor one that changes in between reaches our own network. It follows
 * no redirect, and reads only the status of the answer.
 */
export async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<Outcome> {
  const { DEMO } = settings()
  const wrong = urlProblem(url, DEMO)
  if (wrong) return { error: 'This address is not allowed.', final: true }
  const agent = filteringAgent(url, { allowIPAddressList: DEMO ? THIS_MACHINE : [] })
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const status = await new Promise<number>((resolve, reject) => {
      const request = (url.startsWith('https:') ? https : http).request(url, {
        method: 'POST',
        agent,
        signal,
        headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
      })
      request.on('response', (response) => {
        resolve(response.statusCode ?? 0)
        response.destroy()
      })
      request.on('error', reject)
      request.end(body)
    })
    return outcomeOf(status)
  } catch (error) {
    if (signal.aborted) return { error: `No answer within ${timeoutMs / 1000} seconds.`, final: false }
    return { error: inWords(error), final: false }
  } finally {
    agent.destroy()
  }
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return null
  if (status === 410) return { error: 'The receiver answered 410: it wants no more messages.', final: true }
  if (status >= 300 && status < 400)
    return { error: `The receiver answered ${status}, a redirect. The portal follows no redirect.`, final: false }
  return { error: `The receiver answered ${status}.`, final: false }
}

/** Why the address is unreachable, without revealing our internal addresses. */
function inWords(error: unknown): string {
  const { message = '', code } = error as NodeJS.ErrnoException
  if (/is not allowed/.test(message)) return 'This address is not public.'
  return code ? `The portal could not reach the receiver (${code}).` : 'The portal could not reach the receiver.'
}
