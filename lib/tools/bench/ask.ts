import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** It ends idle connections before the server does, which could end one while a request is on its way. */
const agent = new Agent({ keepAlive: true, timeout: 2000 })

export type Asking = { method?: string; headers?: Record<string, string>; body?: string | Buffer }
export type Answer = { headers: IncomingHttpHeaders; body: Buffer }

/**
 * One request as a browser sends it, with the answer compressed, and not unpacked here: `fetch` takes five times the
 * processor, which the portal shares.
 * @throws if the answer has another status
 */
export async function ask(url: string, { headers, body, ...asking }: Asking, status = 200): Promise<Answer> {
  const answer = await new Promise<Answer & { status?: number }>((resolve, reject) => {
    const all = { 'accept-encoding': 'gzip', ...headers }
    request(url, { agent, ...asking, headers: all }, (message) =>
      buffer(message).then(
        (found) => resolve({ status: message.statusCode, headers: message.headers, body: found }),
        reject,
      ),
    )
      .once('error', reject)
      .end(body)
  })
  if (answer.status !== status) throw new Error(`${answer.status} for ${url}`)
  return answer
}

/** A form as the body of a request. */
export async function posted(form: FormData): Promise<Required<Pick<Asking, 'headers' | 'body'>>> {
  const made = new Response(form)
  return { headers: { 'content-type': made.headers.get('content-type')! }, body: Buffer.from(await made.arrayBuffer()) }
}
