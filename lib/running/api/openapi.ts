import * as z from 'zod'
import { SCOPES } from '@/lib/people/api-token/scopes'
import { type Operation, operations } from './operations'
import * as schemas from './schema'

/** The OpenAPI 3.1 document of the API, made from the schemas that the routes use. */

const COMPONENTS = {
  Application: schemas.applicationSchema,
  ApplicationDetail: schemas.detailSchema,
  ApplicationList: schemas.listSchema,
  Call: schemas.callSchema,
  CallList: schemas.callsSchema,
  Waiting: schemas.waitingSchema,
  Enrolment: schemas.enrolmentSchema,
  Enrolled: schemas.enrolledSchema,
  Message: schemas.messageSchema,
  Problem: schemas.problemSchema,
}

const PROBLEMS: Record<number, string> = {
  400: 'The request is not valid',
  401: 'There is no token, or it is not valid',
  403: 'The token does not have this scope',
  404: 'This does not exist, or the owner of the token may not read it',
  409: 'The state of the application does not allow it',
  422: 'A requirement is not met',
  429: 'Too many requests: ask again after the number of seconds in Retry-After',
}

type Json = Record<string, unknown>

function components(): Record<string, Json> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema as z.ZodType, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: refOf })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _id, $schema: _schema, ...schema }]) => [id, schema as Json]),
  )
}

const refOf = (id: string) => `#/components/schemas/${id}`

function contentOf(schema: z.ZodType | 'pdf'): Json {
  if (schema === 'pdf') return { 'application/pdf': { schema: { type: 'string', format: 'binary' } } }
  const id = Object.entries(COMPONENTS).find(([, one]) => one === schema)?.[0]
  if (!id) throw new Error('A schema that is answered has no name.')
  return { 'application/json': { schema: { $ref: refOf(id) } } }
}

function parametersOf(where: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const { $schema: _schema, description, ...json } = z.toJSONSchema(field as z.ZodType, { io: 'input' })
    const required = where === 'path'
    return { name, in: where, required, ...(description ? { description } : {}), schema: json }
  })
}

function operationOf(id: string, { summary, scope, params, query, body, answers }: Operation): Json {
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: refOf('Problem') } } },
  })
  return {
    operationId: id,
    summary,
    security: [{ token: scope ? [scope] : [] }],
    parameters: [...parametersOf('path', params), ...parametersOf('query', query)],
    ...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, schema }]) => [
          status,
          { description, content: contentOf(schema) },
        ]),
      ),
      ...Object.fromEntries(Object.entries(PROBLEMS).map(([status, text]) => [status, problem(text)])),
    },
  }
}

/** The messages to webhooks, and their guarantees. */
const WEBHOOKS: Json = {
  'application.state': {
    post: {
      operationId: 'applicationState',
      summary: 'The state of an application has changed',
      description: [
        'The portal signs each message by Standard Webhooks, in the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`.',
        'Messages about one application come in the order of the events. If a message fails, the portal tries again, up to 12 times in all within about 16 hours. Meanwhile the later messages about that application wait.',
        'A message may come twice, with the same `webhook-id`. A message that an admin sends again comes late. A later event has a higher `sequence`.',
        'The portal sends results once an admin has released them, unless the webhook is for internal decisions. Until then the message has the state that applicants see.',
      ].join(' '),
      security: [],
      requestBody: { required: true, content: contentOf(schemas.messageSchema) },
      responses: {
        '2XX': { description: 'The receiver has taken the message.' },
        410: { description: 'The receiver wants no more messages.' },
      },
    },
  },
}

/** `server`: the portal's address. */
export function openApi(server: string): Json {
  const paths: Record<string, Json> = {}
  for (const [id, operation] of Object.entries(operations as Record<string, Operation>))
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(id, operation) }
  const scopes = Object.entries(SCOPES).map(([scope, words]) => `\`${scope}\`: ${words}.`)
  return {
    openapi: '3.1.1',
    info: {
      title: 'Scholarship portal',
      version: '1',
      description: `For the systems of staff who work on applications. A token can never do more than its owner. Scopes: ${scopes.join(' ')}`,
    },
    servers: [{ url: new URL('/api/v1', server).href }],
    paths,
    webhooks: WEBHOOKS,
    components: {
      schemas: components(),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A personal token, made at /account/tokens.' },
      },
    },
  }
}
