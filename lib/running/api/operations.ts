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
    summary: 'Applications that the person may read, by number',
    query: schemas.listQuerySchema,
    answers: { 200: { description: 'A page of the list', schema: schemas.listSchema } },
  },
  readApplication: {
    method: 'get',
    path: '/applications/{number}',
    scope: 'applications:read',
    summary: 'One application, for staff with what was last handed in. That it was read is recorded.',
    params: schemas.numberSchema,
    answers: { 200: { description: 'The application', schema: schemas.detailSchema } },
  },
  readDossier: {
    method: 'get',
    path: '/applications/{number}/dossier',
    scope: 'dossiers:read',
    summary: 'The dossier: everything of an application as one PDF, with the letters. That it was read is recorded.',
    params: schemas.numberSchema,
    answers: {
      200: { description: 'The dossier', schema: 'pdf' },
      202: {
        description: 'It is being made: ask again after the seconds of Retry-After',
        schema: schemas.waitingSchema,
      },
    },
  },
  enrol: {
    method: 'put',
    path: '/applications/{number}/enrolment',
    scope: 'enrolment:write',
    summary:
      'Confirms that the student has arrived, with the body {"enrolled": true}. A repeated request changes nothing.',
    params: schemas.numberSchema,
    body: schemas.enrolmentSchema,
    answers: { 200: { description: 'The student is enrolled', schema: schemas.enrolledSchema } },
  },
  listCalls: {
    method: 'get',
    path: '/calls',
    scope: null,
    summary: 'The Calls in which the person has a role, the newest first',
    answers: { 200: { description: 'The Calls', schema: schemas.callsSchema } },
  },
} as const satisfies Record<string, Operation>
