import * as z from 'zod'
import { conditionSchema } from '@/lib/form/definition'
import { days, instant, key, years } from '../values'

/** How places are given, and what offers are. Pure. */

/** Whom a limit within the places can count: who fits all that it names. */
export const group = z
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
export const offerCondition = z
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

export const decisions = z.object({
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
   * many answers that counts for. See `lib/running/tracker/forecast.ts`.
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
