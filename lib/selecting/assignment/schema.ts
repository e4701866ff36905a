import * as z from 'zod'
import { wholeNumber, words } from '@/lib/form/typed'
import { REMINDED } from './progress-order'

/** The forms for assigning reviewers, and the stored data of a run. */

export const parametersSchema = z.object({
  /** How many reviewers each application needs. */
  perApplication: wholeNumber(1, 10, 'Enter a number from 1 to 10'),
  disciplines: z.enum(['prefer', 'require'], { error: 'Choose how disciplines count' }),
})
export type Parameters = z.infer<typeof parametersSchema>

export const callSchema = z.object({ call: z.string() })
export const startSchema = parametersSchema.extend(callSchema.shape)
export const runSchema = z.object({ run: z.uuid() })

/** How many applications a reviewer takes on. `seen`: what the page showed would go back. */
export const acceptsSchema = wholeNumber(0, 9999, 'Enter a whole number')
export const acceptSchema = callSchema.extend({
  accepts: acceptsSchema,
  reason: words.pipe(z.string().max(2000, 'Write at most 2,000 characters')).default(''),
  seen: z.string().default(''),
})

export const remindSchema = callSchema.extend({ person: z.uuid() })
export const remindManySchema = callSchema.extend({ who: z.enum(REMINDED) })

export const addSchema = z.object({
  application: z.uuid(),
  person: z.uuid(),
  /** The chief has seen the reasons against the reviewer. */
  sure: z.literal('yes').optional(),
})
export const endSchema = z.object({ application: z.uuid(), assignment: z.uuid(), why: z.enum(['removed', 'conflict']) })

/** Why applying a run left out a pair. */
export const DROPPED = ['application', 'reviewer', 'conflict', 'before', 'enough', 'fit', 'load'] as const
export type Dropped = (typeof DROPPED)[number]

export const DROPPED_WORDS: Record<Dropped, string> = {
  application: 'the application is no longer under review',
  reviewer: 'the reviewer no longer reviews for this Call',
  conflict: 'there is a conflict of interest now',
  before: 'the reviewer has the application, or had it',
  enough: 'the application has enough reviewers',
  fit: 'the track, language or discipline no longer fits',
  load: 'the reviewer takes no more',
}

const whySchema = z.object({
  conflict: z.number(),
  track: z.number(),
  language: z.number(),
  discipline: z.number(),
  before: z.number(),
  full: z.number(),
})
/** The result of a run, and its outcome. */
export const summarySchema = z.object({
  applications: z.number(),
  reviewers: z.number(),
  pairs: z.number(),
  short: z.array(z.object({ application: z.string(), missing: z.number(), why: whySchema })),
  seconds: z.number(),
  applied: z.object({ given: z.number(), dropped: z.partialRecord(z.enum(DROPPED), z.number()) }).optional(),
})
export type Summary = z.infer<typeof summarySchema>
