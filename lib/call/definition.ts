import * as z from 'zod'
import { conditionSchema, SCALE_TOO_LONG, sectionSchema, shortScale, withheldSchema } from '@/lib/form/definition'
import { date, days, few, fileSize, instant, key, places, timeZone, webAddress, years } from './values'

/** What a Call is made of. `db/calls/` holds one such object a Call; nothing else in the code knows a particular Call. */

const source = z.object({ title: z.string(), url: webAddress.optional(), note: z.string().optional() })

const track = z.object({
  key,
  /** One letter or more, part of an application's number. */
  code: z.string().regex(/^[A-Z]+$/, 'a code is capital letters'),
  name: z.string(),
  /** Places. */
  quota: places,
  degree: z.string(),
  /** Facts to show, for example { label: 'Stipend', text: 'CNY 3,000 a month' }; `offered`: an offer grants it, and its letter says so. */
  facts: z.array(z.object({ label: z.string(), text: z.string(), offered: z.boolean().optional() })),
})

/** A kind of institution to which an application goes. */
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

/** A rule that a fact decides. `fact` is an answer ('personal.born') or, in the public checker, the question's. */
const rule = z.object({
  key,
  text: z.string(),
  question: key,
  tracks: z.array(z.string()).optional(),
  test: z.union([
    z.object({ bornOnOrAfter: date }),
    z.object({ notIn: z.array(z.string()).min(1) }),
    z.object({ in: z.array(z.string()).min(1) }),
  ]),
  source: z.string(),
  /** Keys of the documents that an officer compares the answer with. */
  evidence: z.array(z.string()).optional(),
})

const question = z.object({
  key,
  label: z.string(),
  hint: z.string().optional(),
  type: z.enum(['date', 'country', 'choice']),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  /** The answer of the form that settles the same question, as 'section.field'. */
  answeredBy: z.string().optional(),
})

const references = z.object({
  /** How many referees an application names. */
  min: few,
  max: few.min(1),
  /** What a referee answers. Where its question 'form' is answered by 'file', the letter is asked for as a PDF. */
  letter: sectionSchema,
  /** What a host supervisor who agrees answers. */
  agreement: sectionSchema,
  /** Who was invited and has not answered is reminded every so many days, so many times at the most. */
  remindEveryDays: days,
  remindAtMost: few,
  /** The letter as a PDF file. */
  maxBytes: fileSize,
  maxPages: z.number().int().positive(),
})

const criterion = z
  .object({
    key,
    label: z.string(),
    hint: z.string().optional(),
    tracks: z.array(z.string()).optional(),
    weight: z.number().positive(),
    min: z.number().int(),
    max: z.number().int(),
    anchors: z.array(z.object({ score: z.number().int(), text: z.string() })),
  })
  .refine(shortScale, SCALE_TOO_LONG)

/** An answer of the form, as 'section.field'. */
const answer = z.string().regex(/^[a-z][a-zA-Z0-9]*\.[a-z][a-zA-Z0-9]*$/)

/** Which answers of the form lists and searches go by. What a Call does not name is not searched. */
const listing = z.object({
  title: answer.optional(),
  abstract: answer.optional(),
  keywords: answer.optional(),
  country: answer.optional(),
  programme: answer.optional(),
  language: answer.optional(),
  gender: answer.optional(),
  birthDate: answer.optional(),
  /** The name as in the passport, and the passport's number with its country: by these, duplicates are found. */
  latinName: answer.optional(),
  passport: answer.optional(),
  passportCountry: answer.optional(),
})

const review = z.object({
  /** Names, pictures, contact and the files that hold them are not sent to reviewers. */
  blind: z.boolean().default(false),
  /** A further reviewer is asked where two differ by more than this, in points of the total (0 to 10). */
  disagreement: z.number().positive().optional(),
  /** Reviews are due by then. */
  closesAt: instant.optional(),
  /** Languages that a reviewer may read; `of`: values of the answer `listing.language` that one of this language can read. */
  languages: z.array(z.object({ key, name: z.string(), of: z.array(z.string()).min(1) })).default([]),
  recommendations: z.array(z.object({ value: key, label: z.string() })).default([]),
  /** What a conflict of interest is, as reviewers are asked before they see anything personal: each ends “you …”. */
  conflictOfInterest: z
    .array(z.string())
    .default([
      'know the applicant personally, or are related to them',
      'have taught, supervised or employed the applicant, or published with them',
      'are a referee or the host supervisor of the applicant, or work closely with one of them',
      'gain or lose something by the outcome, or could not judge freely for another reason',
    ]),
  /** Domains below which independent institutes have theirs: two addresses below one share no employer by that alone. */
  umbrellas: z.array(z.string()).default([]),
})

const nomination = z.object({
  /** Institutions hand their lists in by then. */
  closesAt: instant.optional(),
  /** Whoever has not handed a list in is reminded so many days before. */
  reminderDays: z.array(days).default([7, 2]),
  /** The most that a list may hold: of an institution or of each of a kind of host, on one track or on each; the first that fits holds. */
  limits: z
    .array(
      z.object({
        institution: key.optional(),
        host: key.optional(),
        track: key.optional(),
        most: z.number().int().min(0),
      }),
    )
    .default([]),
})

/** Whom a limit within the places can count: who fits all that it names. */
const group = z
  .object({
    key,
    label: z.string(),
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .optional(),
    /** Values of the answer `listing.gender`. */
    genders: z.array(z.string()).min(1).optional(),
    /** Whose list it is, and of when. */
    source: z.string().optional(),
  })
  .refine(({ countries, genders }) => countries || genders, 'A group names countries or genders')

/** What an offer depends on, beside what an admin adds to it. Its day is fixed, or so many days after the offer was made. */
const offerCondition = z
  .object({
    key,
    label: z.string().trim().min(1).max(500),
    tracks: z.array(z.string()).optional(),
    when: conditionSchema.optional(),
    /** Only of whom one of these dates of a list, as 'section.group.field', was still to come on the day of submission. */
    stillToCome: z
      .string()
      .regex(/^[a-z]\w*\.[a-z]\w*\.[a-z]\w*$/)
      .optional(),
    dueAt: instant.optional(),
    dueInDays: z.number().int().min(1).optional(),
  })
  .refine(({ dueAt, dueInDays }) => !dueAt || !dueInDays, {
    message: 'a condition has a day or a number of days, not both',
    path: ['dueInDays'],
  })

/** By what applications are ranked: the score as calibrated (as given, where it was not), as given, or the institution's rank. */
export const RANKINGS = ['normalised', 'score', 'rank'] as const

const decisions = z.object({
  /** What is best is first by the first of these, equals by the next, and those that are still equal by `tieBreak`. */
  ranking: z
    .array(z.enum(RANKINGS))
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'each counts once')
    .default(['normalised']),
  /** What every offer depends on that they apply to, unless an admin leaves one out. */
  conditions: z.array(offerCondition).max(50).default([]),
  /** When results are to be released; an admin releases them, all at once. */
  resultsAt: instant.optional(),
  /** So many days an offer can be answered. */
  answerDays: days.default(14),
  /** Whoever has not answered is reminded so many days before that is over. */
  reminderDays: z.array(days).default([3, 1]),
  /** Whether a place that becomes free goes to the next on the waiting list by itself, or once an admin confirms it. */
  waitingList: z.enum(['automatic', 'confirm']).default('automatic'),
  /** Who goes first among equals: the lower application number, or a draw whose seed is recorded. */
  tieBreak: z.enum(['number', 'draw']).default('number'),
  /** Whether one admin alone may revoke an offer after the release, or a second one has to confirm it. */
  revocation: z.enum(['one', 'two']).default('one'),
  /** An accepted place may be moved to a later Call's intake. */
  deferral: z.boolean().default(false),
  /** Personal data of unsuccessful applicants are erased so many years after the results. */
  retentionYears: years.default(2),
  /** And of those who were awarded a place so many. */
  awardedRetentionYears: years.default(10),
  groups: z.array(group).max(100).default([]),
  /**
   * What forecasts of acceptance begin with, before anybody has answered: the share that is expected to accept, and how
   * many answers that counts for. See `lib/tracker/forecast.ts`.
   */
  acceptance: z
    .object({ share: z.number().gt(0).lt(1).default(0.8), weight: z.number().positive().default(10) })
    .prefault({}),
  /** What the public page on the places shows. */
  published: z
    .object({
      places: z.boolean().default(true),
      received: z.boolean().default(false),
      taken: z.boolean().default(false),
      institutions: z.boolean().default(false),
      countries: z.boolean().default(false),
    })
    .prefault({}),
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
  /** The dates as first announced, where `opensAt` and `closesAt` were moved (for a demonstration, say). */
  announced: z.object({ released: date, opensAt: instant, closesAt: instant, note: z.string() }).optional(),
  /** The server takes a submission this long after `closesAt`, for requests that were under way. Not shown to applicants. */
  graceMinutes: z.number().int().min(0).max(1_000_000),
  /** Reference letters may come this many days after `closesAt`. */
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
  /** Without it the Call asks for no letters, and has no section of the kind 'references'. */
  references: references.optional(),
  /** Whoever has a draft is reminded so many days before it closes. */
  draftReminderDays: z.array(days).default([7, 2, 1]),
  criteria: z.array(criterion).max(100),
  reviewersPerApplication: few.min(1),
  review: review.prefault({}),
  nomination: nomination.prefault({}),
  decisions: decisions.prefault({}),
  /** How many days an applicant has to correct a returned application, unless the officer gives another date. */
  correctionDays: days.default(7),
  listing: listing.prefault({}),
  faq: z.array(z.object({ question: z.string(), answer: z.string() })),
  sources: z.array(source),
})

export type CallDefinition = z.infer<typeof callDefinitionSchema>
/** As an author writes it, defaults left out. */
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
