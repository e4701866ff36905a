import * as z from 'zod'
import { conditionSchema, sectionSchema, withheldSchema } from '@/lib/form/definition'
import { decisions, type group, type offerCondition, type RANKINGS } from './parts/decisions'
import { question, rule } from './parts/eligibility'
import { criterion, nomination, review } from './parts/review'
import { date, days, few, fileSize, instant, key, places, timeZone, webAddress } from './value-schemas'

/**
 * What a Call is made of. `db/calls/` holds one such object per Call; the rest of the code knows no particular Call.
 */

const source = z.object({ title: z.string(), url: webAddress.optional(), note: z.string().optional() })

const track = z.object({
  key,
  /** One or more letters, part of an application's number. */
  code: z.string().regex(/^[A-Z]+$/, 'a code is capital letters'),
  name: z.string(),
  /** Places. */
  quota: places,
  degree: z.string(),
  /** Facts to show, for example { label: 'Stipend', text: 'CNY 3,000 a month' }; `offered`: an offer grants it, and its letter says so. */
  facts: z.array(z.object({ label: z.string(), text: z.string(), offered: z.boolean().optional() })),
})

/** A kind of institution that can receive applications. */
const host = z.object({ key, name: z.string(), hint: z.string().optional(), supervisorRequired: z.boolean() })

const institution = z.object({
  key,
  host: key,
  name: z.string(),
  chineseName: z.string().optional(),
  abbreviation: z.string().optional(),
  city: z.string(),
  url: webAddress.optional(),
})

const document = z.object({
  key,
  label: z.string(),
  hint: z.string().optional(),
  tracks: z.array(z.string()).optional(),
  when: conditionSchema.optional(),
  withheld: withheldSchema.optional(),
  /** How many files: at least `min` (0: optional), at most `max`. */
  min: few,
  max: few.min(1),
  accept: z.array(z.enum(['application/pdf', 'image/jpeg', 'image/png'])).min(1),
  maxBytes: fileSize,
  maxPages: z.number().int().positive().optional(),
})

const references = z.object({
  /** How many referees an application names. */
  min: few,
  max: few.min(1),
  /**
   * What a referee answers. If the answer to its question 'form' is 'file', the portal asks for the letter as a PDF.
   */
  letter: sectionSchema,
  /** What a host supervisor answers if they agree. */
  agreement: sectionSchema,
  /** The portal reminds a person who has not answered every so many days, and at most so many times. */
  remindEveryDays: days,
  remindAtMost: few,
  /** The letter as a PDF file. */
  maxBytes: fileSize,
  maxPages: z.number().int().positive(),
})

/** An answer of the form, as 'section.field'. */
const answer = z.string().regex(/^[a-z][a-zA-Z0-9]*\.[a-z][a-zA-Z0-9]*$/)

/** The answers that lists and searches use. Nobody can search for answers that a Call does not name here. */
const listing = z.object({
  title: answer.optional(),
  abstract: answer.optional(),
  keywords: answer.optional(),
  country: answer.optional(),
  programme: answer.optional(),
  language: answer.optional(),
  gender: answer.optional(),
  birthDate: answer.optional(),
  /** The name as in the passport, and the passport's number with its country: duplicates are found by these. */
  latinName: answer.optional(),
  passport: answer.optional(),
  passportCountry: answer.optional(),
})

export const callDefinitionSchema = z.object({
  slug: key,
  title: z.string(),
  funder: z.string(),
  /** The beginning of every application number, for example ANSO-2021. */
  code: z.string().regex(/^[A-Z0-9-]+$/, 'a code is capital letters, digits and hyphens'),
  summary: z.string(),
  opensAt: instant,
  closesAt: instant,
  /** The dates as first announced, if `opensAt` and `closesAt` moved since (for a demonstration, say). */
  announced: z.object({ released: date, opensAt: instant, closesAt: instant, note: z.string() }).optional(),
  /** How long after `closesAt` the server still takes a submission that was under way. Applicants do not see it. */
  graceMinutes: z.number().int().min(0).max(1_000_000),
  /** How many days after `closesAt` reference letters may still come. */
  letterGraceDays: z.number().int().min(0).max(3650),
  timeZone,
  keyDates: z.array(z.object({ label: z.string(), at: instant.optional(), text: z.string().optional() })),
  tracks: z.array(track).min(1).max(30),
  hosts: z.array(host).min(1),
  institutions: z.array(institution).min(1),
  programmes: z.array(z.object({ key, name: z.string() })).min(1),
  coverage: z.array(z.object({ title: z.string(), text: z.string() })),
  eligibility: z.object({ questions: z.array(question), rules: z.array(rule) }),
  sections: z.array(sectionSchema).min(1).max(100),
  documents: z.array(document).max(100),
  /** Without it the Call asks for no letters and has no section of the kind 'references'. */
  references: references.optional(),
  /** People with a draft get a reminder so many days before the Call closes. */
  draftReminderDays: z.array(days).default([7, 2, 1]),
  criteria: z.array(criterion).max(100),
  reviewersPerApplication: few.min(1),
  review: review.prefault({}),
  nomination: nomination.prefault({}),
  decisions: decisions.prefault({}),
  /** How many days an applicant has to correct a returned application, unless the officer sets another date. */
  correctionDays: days.default(7),
  listing: listing.prefault({}),
  faq: z.array(z.object({ question: z.string(), answer: z.string() })),
  sources: z.array(source),
})

export type CallDefinition = z.infer<typeof callDefinitionSchema>
/** As an author writes it, without the defaults. */
export type CallInput = z.input<typeof callDefinitionSchema>
export type Group = z.infer<typeof group>
export type OfferCondition = z.infer<typeof offerCondition>
export type Ranking = (typeof RANKINGS)[number]
export type Track = z.infer<typeof track>
export type Host = z.infer<typeof host>
export type Institution = z.infer<typeof institution>
export type References = z.infer<typeof references>
export type Criterion = z.infer<typeof criterion>
export type DocumentKind = z.infer<typeof document>
export type EligibilityRule = z.infer<typeof rule>
export type EligibilityQuestion = z.infer<typeof question>
