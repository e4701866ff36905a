import { unstable_rethrow } from 'next/navigation'
import type * as z from 'zod'
import { db } from '@/db/client'
import { noteAccess, noteStranger } from '@/lib/people/access/note'
import { firstErrors, messageOf } from '@/lib/people/action'
import { type Bearer, findBearer, formerOwner } from '@/lib/people/api-token/tokens'
import { byNetwork, type Client, clientOf } from '@/lib/people/client'
import { LIMITS, take } from '@/lib/people/rate-limit'
import { readJson } from '@/lib/people/route'
import { statusOf } from '@/lib/shared/errors'
import { RETRY_SECONDS } from '@/lib/shared/http/troubled-answer'
import { currentRequest, notePerson, noteRefused } from '@/lib/shared/log/request-facts'
import { settings } from '@/lib/shared/settings'
import type { Operation } from './operations'

type Read<S> = S extends z.ZodType ? z.infer<S> : undefined
type Given<O extends Operation> = Bearer & {
  query: Read<O['query']>
  params: Read<O['params']>
  body: Read<O['body']>
  /** The request asks only for the headers. */
  head: boolean
}
type Context = { params: Promise<Record<string, string | string[] | undefined>> }

const HEADERS = { 'Cache-Control': 'private, no-store' }
const MOST_BYTES = 10_000

/** A problem in the form of RFC 9457. */
class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly more: { headers?: Record<string, string>; errors?: Record<string, string> } = {},
  ) {
    super(detail)
  }
}

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** An answer with a problem. */
export function problem(status: number, detail: string, more: Problem['more'] = {}): Response {
  const { headers, errors } = more
  const body = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail, ...(errors ? { errors } : {}) }
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...HEADERS, 'Content-Type': 'application/problem+json', ...headers },
  })
}

/**
 * The only way to write a route of the API: finds the token's owner (it ignores cookies), checks its scope and the
 * limit, reads the request by the operation's schemas, and answers by its schema. The query decides what the person may
 * do to an application.
 */
export function apiRoute<O extends Operation>(operation: O, handler: (given: Given<O>) => Promise<unknown>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      const bearer = await bearerOf(request)
      notePerson(bearer.person.id)
      const { scope, query, params, body } = operation
      if (scope && !bearer.token.scopes.includes(scope))
        throw new Problem(403, `This token does not have the scope ${scope}.`, {
          headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
        })
      const given = {
        ...bearer,
        query: query && read(query, Object.fromEntries(new URL(request.url).searchParams)),
        params: params && read(params, await context.params),
        body: body && read(body, await readJson(request, MOST_BYTES)),
        head: request.method === 'HEAD',
      } as Given<O>
      const answer = await handler(given)
      if (answer instanceof Response) return answer
      const { schema } = operation.answers[200]!
      return Response.json((schema as z.ZodType).parse(answer), { headers: HEADERS })
    } catch (error) {
      unstable_rethrow(error)
      if (error instanceof Problem) {
        if (error.status === 403) noteRefused()
        return problem(error.status, error.detail, error.more)
      }
      const status = statusOf(error)
      return problem(
        status,
        messageOf(error),
        status === 503 ? { headers: { 'Retry-After': String(RETRY_SECONDS) } } : {},
      )
    }
  }
}

function read<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value)
  // PostgreSQL rejects a zero character with an error.
  if (!result.success || JSON.stringify(result.data).includes('\\u0000'))
    throw new Problem(400, 'The request is not valid.', {
      errors: result.success ? {} : firstErrors(result.error),
    })
  return result.data
}

async function bearerOf(request: Request): Promise<Bearer> {
  const token = /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  const bearer = token ? await findBearer(db, token) : null
  const client = clientOf(request.headers, settings().TRUST_PROXY)
  const [limit, subject] = bearer ? [LIMITS.api, bearer.token.id] : byNetwork(LIMITS.apiToken, client)
  const wait = await take(db, limit, subject)
  if (wait > 0) {
    if (!bearer) await noteStranger(db, 'network-held-up', client)
    throw new Problem(429, `Too many requests. Wait ${wait} seconds.`, { headers: { 'Retry-After': String(wait) } })
  }
  if (!bearer) {
    if (token) await noteWrong(token, client)
    throw new Problem(
      401,
      token ? 'This token is not valid, or no longer valid.' : 'The request needs a personal token.',
      {
        headers: { 'WWW-Authenticate': token ? 'Bearer error="invalid_token"' : 'Bearer' },
      },
    )
  }
  return bearer
}

/** Records the use of an invalid token; if it has ended or expired, under its owner's name. */
async function noteWrong(token: string, client: Client): Promise<void> {
  const person = await formerOwner(db, token)
  if (!person) return noteStranger(db, 'wrong-token', client)
  await noteAccess(db, { person, kind: 'wrong-token', client, route: currentRequest().route })
}
