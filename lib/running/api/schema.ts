import * as z from 'zod'
import { STATES } from '@/lib/lifecycle/application'
import { LIFETIMES, SCOPE_NAMES } from '@/lib/people/api-token/scopes'
import { line } from '@/lib/people/schema'

/** The forms of the page of tokens. Pure. */
export const makeTokenSchema = z.object({
  name: line('Enter a name, such as the system that will use it').refine(
    (name) => name.length <= 60,
    'Enter at most 60 characters',
  ),
  scopes: z
    .array(z.enum(SCOPE_NAMES))
    .default([])
    .refine((scopes) => scopes.length > 0, 'Choose what the token is for'),
  days: z.coerce
    .number('Choose how long it lasts')
    .refine((days) => LIFETIMES.some((one) => one === days), 'Choose how long it lasts'),
  password: z.string().min(1, 'Enter your password').max(1000, 'This password is too long'),
})
export const endTokenSchema = z.object({ token: z.uuid() })

/** The input and output of the API: the source of the routes and the OpenAPI document. */

const at = z.iso.datetime()
const state = z.enum(STATES)
const key = z.string().nullable()

export const listQuerySchema = z.object({
  q: z.string().max(2000).default('').meta({ description: 'A search, in the language of the list of applications.' }),
  call: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'The address of a Call. Without it, the present Call counts.' }),
  cursor: z
    .string()
    .regex(/^[\w-]{1,200}$/)
    .optional()
    .meta({ description: 'The value of `next` on the page before.' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(50)
    .meta({ description: 'The largest number of applications on a page.' }),
})

export const numberSchema = z.object({
  number: z.string().max(60).meta({ description: 'The number of an application, such as ANSO-2021-P-00042.' }),
})

export const applicationSchema = z
  .object({
    number: z.string(),
    call: z.string(),
    state,
    submittedAt: at,
    track: key,
    institution: key,
    discipline: key,
    country: key.meta({ description: 'ISO 3166-1, two letters.' }),
    language: key,
    title: z.string().nullable(),
    applicant: z.string().nullable(),
    gender: key,
    letters: z.object({ asked: z.number().int(), received: z.number().int() }).nullable(),
    score: z.number().nullable(),
    reviews: z.number().int().nullable(),
  })
  .meta({ description: 'An application. A value is null if the owner of the token may not know it.' })

export const listSchema = z.object({
  items: z.array(applicationSchema),
  next: z.string().nullable().meta({ description: 'The cursor of the next page; null if there is none.' }),
  notices: z.array(z.string()).meta({ description: 'Hints about the search, such as a word that it does not know.' }),
})

const documentSchema = z.object({
  kind: z.string(),
  filename: z.string(),
  type: z.string(),
  size: z.number().int(),
  sha256: z.string(),
})

export const detailSchema = applicationSchema.extend({
  submission: z
    .object({
      attempt: z.number().int(),
      at,
      sha256: z.string(),
      email: z.string(),
      answers: z.record(z.string(), z.record(z.string(), z.unknown())),
      documents: z.array(documentSchema),
    })
    .nullable()
    .meta({ description: 'The last submission, for staff. It is null for reviewers.' }),
})

export const waitingSchema = z.object({ state: z.literal('waiting') })

export const callSchema = z.object({
  slug: z.string(),
  title: z.string(),
  opensAt: at,
  closesAt: at,
  tracks: z.array(z.object({ key: z.string(), name: z.string(), quota: z.number().int() })),
  institutions: z.array(z.object({ key: z.string(), name: z.string() })),
})
export const callsSchema = z.object({ items: z.array(callSchema) })

export const enrolmentSchema = z.object({ enrolled: z.literal(true) })
export const enrolledSchema = z.object({ number: z.string(), state })

export const messageSchema = z
  .object({
    type: z.string().meta({ description: '`application.`, followed by the state.' }),
    timestamp: at,
    sequence: z.number().int().meta({ description: 'Within one application, a later event has a higher number.' }),
    data: z.object({ number: z.string(), call: z.string(), state }),
  })
  .meta({ description: 'The message to a webhook: the state of an application has changed.' })

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z.record(z.string(), z.string()).optional(),
  })
  .meta({ description: 'A problem, in the format of RFC 9457.' })
