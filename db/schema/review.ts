import { sql } from 'drizzle-orm'
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Answers } from '@/lib/form/definition'
import { END_REASONS, ORIGINS } from '@/lib/lifecycle/reviews'
import { applications } from './application'
import { calls, instant, institutions } from './call'
import { people } from './people'

export const assignmentOrigin = pgEnum('assignment_origin', ORIGINS)
export const assignmentEnd = pgEnum('assignment_end', END_REASONS)

/** What a reviewer of a Call knows, and how much they take on. The role itself is a row of `roles`. */
export const reviewers = pgTable(
  'reviewers',
  {
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Where they work, in their own words; `institution` if it is one of the Call's. */
    affiliation: text('affiliation'),
    institution: text('institution'),
    country: text('country'),
    /** Tracks, disciplines and languages that they review, by their keys in the Call; none given: all. */
    tracks: text('tracks').array().notNull().default(sql`'{}'`),
    programmes: text('programmes').array().notNull().default(sql`'{}'`),
    languages: text('languages').array().notNull().default(sql`'{}'`),
    /** How many applications they may get at the most, and how many they accepted where that is less. */
    most: integer('most').notNull(),
    accepts: integer('accepts'),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.callId, t.personId] }),
    foreignKey({ columns: [t.callId, t.institution], foreignColumns: [institutions.callId, institutions.key] }),
    index('reviewers_person').on(t.personId),
    check('reviewers_load', sql`${t.most} >= 0 and (${t.accepts} is null or ${t.accepts} between 0 and ${t.most})`),
  ],
)

/** A conflict of interest that was declared. Whoever has one sees nothing of the application, in whatever role. */
export const conflicts = pgTable(
  'conflicts',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    reason: text('reason'),
    /** Who entered it: the person, or an admin. */
    declaredBy: uuid('declared_by')
      .notNull()
      .references(() => people.id),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.applicationId] }), index('conflicts_application').on(t.applicationId)],
)

/**
 * A release of a Call's hidden assignments, made by a job in batches; a Call has one at a time. Who was told is known by
 * the keys of their notifications.
 */
export const assignmentReleases = pgTable(
  'assignment_releases',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** Why the last attempt ended before its time. */
    error: text('error'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    uniqueIndex('assignment_releases_one').on(t.callId).where(sql`finished_at is null`),
    index('assignment_releases_call').on(t.callId, t.createdAt),
  ],
)

/** Who reviews what. It is the reviewer's to see once released, and stands until it has ended. */
export const assignments = pgTable(
  'assignments',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    origin: assignmentOrigin('origin').notNull(),
    assignedBy: uuid('assigned_by').references(() => people.id),
    assignedAt: instant('assigned_at').notNull().defaultNow(),
    releasedAt: instant('released_at'),
    /** The release of the Call that showed it; null where it was shown by itself. */
    releaseId: uuid('release_id').references(() => assignmentReleases.id, { onDelete: 'set null' }),
    /** When the reviewer declared to have no conflict of interest; nothing personal is shown before. */
    clearedAt: instant('cleared_at'),
    endedAt: instant('ended_at'),
    endReason: assignmentEnd('end_reason'),
  },
  (t) => [
    unique('assignments_once').on(t.applicationId, t.personId),
    index('assignments_person').on(t.personId).where(sql`ended_at is null`),
    index('assignments_release').on(t.releaseId),
    check('assignments_cleared', sql`${t.clearedAt} is null or ${t.releasedAt} is not null`),
    check('assignments_ended', sql`(${t.endedAt} is null) = (${t.endReason} is null)`),
  ],
)

/** A review as typed; it counts once it is in. `version`, `writer` and `seq` as in an application's sections. */
export const reviews = pgTable(
  'reviews',
  {
    assignmentId: uuid('assignment_id')
      .primaryKey()
      .references(() => assignments.id, { onDelete: 'cascade' }),
    answers: jsonb('answers').$type<Answers>().notNull().default({}),
    version: integer('version').notNull().default(0),
    writer: text('writer').notNull().default(''),
    seq: integer('seq').notNull().default(0),
    savedAt: instant('saved_at').notNull().defaultNow(),
    submittedAt: instant('submitted_at'),
    /** The weighted mean of the scores, 0 to 10; set when it is handed in. */
    total: doublePrecision('total'),
  },
  (t) => [check('reviews_submitted', sql`(${t.submittedAt} is null) = (${t.total} is null)`)],
)

/** What the reviewers of an application, and the chief, say to one another. */
export const reviewComments = pgTable(
  'review_comments',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    text: text('text').notNull(),
    at: instant('at').notNull().defaultNow(),
    removedAt: instant('removed_at'),
  },
  (t) => [index('review_comments_application').on(t.applicationId, t.at)],
)

export const runState = pgEnum('run_state', ['waiting', 'running', 'ready', 'applied', 'cancelled', 'failed'])

/** A proposal of who reviews what, made by a job; nothing is assigned before it is applied. */
export const assignmentRuns = pgTable(
  'assignment_runs',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    state: runState('state').notNull().default('waiting'),
    /** How it was asked for; see `lib/selecting/assignment/schema.ts`. */
    parameters: jsonb('parameters').$type<Record<string, unknown>>().notNull().default({}),
    /** What it is doing, in words, and how far it is, 0 to 1. */
    step: text('step'),
    progress: doublePrecision('progress').notNull().default(0),
    /** What could not be met, and figures of the whole. */
    summary: jsonb('summary').$type<Record<string, unknown>>(),
    error: text('error'),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
    appliedAt: instant('applied_at'),
  },
  (t) => [index('assignment_runs_call').on(t.callId, t.createdAt)],
)

export const assignmentRunPairs = pgTable(
  'assignment_run_pairs',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => assignmentRuns.id, { onDelete: 'cascade' }),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** How well they fit: the lower the better. */
    cost: doublePrecision('cost').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.applicationId, t.personId] }),
    index('assignment_run_pairs_person').on(t.runId, t.personId),
  ],
)

/**
 * A calibration of a track's reviews as last worked out; `reviewsHash` names the reviews that it is of. `leavesOut` is
 * empty, or a hash of the applications without which it was worked out, for whoever may not know of them.
 */
export const calibrations = pgTable(
  'calibrations',
  {
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    track: text('track').notNull(),
    leavesOut: text('leaves_out').notNull().default(''),
    reviewsHash: text('reviews_hash').notNull(),
    result: jsonb('result').notNull(),
    madeAt: instant('made_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.callId, t.track, t.leavesOut] })],
)
