import * as z from 'zod'
import { conditionSchema } from '@/lib/form/definition'
import { days, instant, key, years } from '../value-schemas'

/** How a Call gives places and makes offers. Pure. */

/** A group that a limit within the places counts: the people who match all conditions here. */
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
    /** Whose list it is, and its date. */
    source: z.string().optional(),
  })
  .refine(({ countries, genders }) => countries || genders, 'A group names countries or genders')

/**
 * What an offer depends on, besides an admin's own conditions. It is due on a fixed day, or so many days after the
 * offer.
 */
export const offerCondition = z
  .object({
    key,
    label: z.string().trim().min(1).max(500),
    tracks: z.array(z.string()).optional(),
    when: conditionSchema.optional(),
    /**
     * Applies only if one of these dates of a list ('section.group.field') was still to come on the day of submission.
     */
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

/**
 * What ranks applications: the calibrated score (or the plain one if nothing was calibrated), the plain score, or the
 * institution's rank.
 */
export const RANKINGS = ['normalised', 'score', 'rank'] as const

export const decisions = z.object({
  /** The first criterion ranks; the next ones break ties in turn, and `tieBreak` decides the rest. */
  ranking: z
    .array(z.enum(RANKINGS))
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'each counts once')
    .default(['normalised']),
  /** The conditions of every offer that they apply to, unless an admin leaves one out. */
  conditions: z.array(offerCondition).max(50).default([]),
  /** The planned day of the results; an admin releases them, all at once. */
  resultsAt: instant.optional(),
  /** How many days a person has to answer an offer. */
  answerDays: days.default(14),
  /** People who have not answered get a reminder so many days before the time ends. */
  reminderDays: z.array(days).default([3, 1]),
  /** Whether a freed place goes to the next on the waiting list automatically, or once an admin confirms it. */
  waitingList: z.enum(['automatic', 'confirm']).default('automatic'),
  /** Who goes first among equals: the lower application number, or a draw whose seed is recorded. */
  tieBreak: z.enum(['number', 'draw']).default('number'),
  /** Whether one admin alone may revoke an offer after the release, or a second one has to confirm. */
  revocation: z.enum(['one', 'two']).default('one'),
  /** A person may move an accepted place to a later Call's intake. */
  deferral: z.boolean().default(false),
  /** How many years after the results the portal erases personal data of unsuccessful applicants. */
  retentionYears: years.default(2),
  /** The same for people with a place. */
  awardedRetentionYears: years.default(10),
  groups: z.array(group).max(100).default([]),
  /**
   * What forecasts of acceptance start from before anybody answers: the expected share, and how many answers it counts
   * for. See `lib/running/tracker/forecast.ts`.
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
