import type * as z from 'zod'
import type { Scope } from '@/lib/people/api-token/scopes'
import * as schemas from './schema'

/** The operations of the API, the source of the routes and the OpenAPI document. Pure. */
export type Operation = {
  method: 'get' | 'put'
  path: string
  /** The required scope; null: any token. */
  scope: Scope | null
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodObject
  /** The answers, by status; 'pdf' is a file. */
  answers: Record<number, { description: string; schema: z.ZodType | 'pdf' }>
}

export const operations = {
  listApplications: {
    method: 'get',
    path: '/applications',
    scope: 'applications:read',
    summary: 'Lists the applications that the owner of the token may read, by number.',
    query: schemas.listQuerySchema,
    answers: { 200: { description: 'A page of the list', schema: schemas.listSchema } },
  },
  readApplication: {
    method: 'get',
    path: '/applications/{number}',
    scope: 'applications:read',
    summary: 'Reads one application. Staff also get its last submission. The portal records the reading.',
    params: schemas.numberSchema,
    answers: { 200: { description: 'The application', schema: schemas.detailSchema } },
  },
  readDossier: {
    method: 'get',
    path: '/applications/{number}/dossier',
    scope: 'dossiers:read',
    summary: 'Reads the dossier: the whole application as one PDF, with the letters. The portal records the reading.',
    params: schemas.numberSchema,
    answers: {
      200: { description: 'The dossier', schema: 'pdf' },
      202: {
        description: 'The portal is making the dossier: ask again after the number of seconds in Retry-After',
        schema: schemas.waitingSchema,
      },
    },
  },
  enrol: {
    method: 'put',
    path: '/applications/{number}/enrolment',
    scope: 'enrolment:write',
    summary:
      'Confirms that the student has arrived. The body is {"enrolled": true}. A repeated request changes nothing.',
    params: schemas.numberSchema,
    body: schemas.enrolmentSchema,
    answers: { 200: { description: 'The student is enrolled', schema: schemas.enrolledSchema } },
  },
  listCalls: {
    method: 'get',
    path: '/calls',
    scope: null,
    summary: 'Lists the Calls in which the owner of the token has a role, the newest first.',
    answers: { 200: { description: 'The Calls', schema: schemas.callsSchema } },
  },
} as const satisfies Record<string, Operation>
