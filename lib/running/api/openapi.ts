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
  401: 'No token, or an invalid one',
  403: 'The token does not have this scope',
  404: 'This does not exist, or it is not for the owner of the token',
  409: 'The state of the application does not allow it',
  422: 'A requirement is not met',
  429: 'Too many requests: ask again after the seconds of Retry-After',
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
        'Signed as Standard Webhooks says, in the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`.',
        'Of one application messages come in the order in which things happened; a message that fails is sent again, up to 12 times within about 16 hours, and those of the same application wait behind it.',
        'One may come twice, with the same `webhook-id`; one that an admin sends again by hand comes late: `sequence` tells.',
        'Results are sent when they are released to applicants, unless the webhook was made for internal decisions. Until then the state is the one that applicants see.',
      ].join(' '),
      security: [],
      requestBody: { required: true, content: contentOf(schemas.messageSchema) },
      responses: { '2XX': { description: 'Taken.' }, 410: { description: 'The receiver wants no more messages.' } },
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
      description: `For the systems of those who work on applications. A token never does more than its person may. Scopes: ${scopes.join(' ')}`,
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
