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

/** What a reviewer of a Call knows, and how many applications they take. The role itself is a row of `roles`. */
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
    /** The tracks, disciplines and languages that they review, by their keys in the Call; empty means all. */
    tracks: text('tracks').array().notNull().default(sql`'{}'`),
    programmes: text('programmes').array().notNull().default(sql`'{}'`),
    languages: text('languages').array().notNull().default(sql`'{}'`),
    /** The most applications that they may get, and how many they accepted if that is fewer. */
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

/** A declared conflict of interest. A person with one sees nothing of the application, in any role. */
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
 * A release of a Call's hidden assignments, by a job in batches; a Call has one at a time. The keys of the
 * notifications say who has heard of it.
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
    /** Why the last attempt failed. */
    error: text('error'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    uniqueIndex('assignment_releases_one').on(t.callId).where(sql`finished_at is null`),
    index('assignment_releases_call').on(t.callId, t.createdAt),
  ],
)

/** Who reviews what. The reviewer sees it after the release; it counts until it ends. */
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
    /** The release of the Call that showed it; null if it was released individually. */
    releaseId: uuid('release_id').references(() => assignmentReleases.id, { onDelete: 'set null' }),
    /** When the reviewer declared that they have no conflict of interest; they see nothing personal before. */
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

/** A review as typed; it counts once submitted. `version`, `writer` and `seq` as in an application's sections. */
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
    /** The weighted mean of the scores, 0 to 10; set on submission. */
    total: doublePrecision('total'),
  },
  (t) => [check('reviews_submitted', sql`(${t.submittedAt} is null) = (${t.total} is null)`)],
)

/** The discussion between an application's reviewers and the chief. */
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

/** A job's proposal of who reviews what; it assigns nothing until it is applied. */
export const assignmentRuns = pgTable(
  'assignment_runs',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    state: runState('state').notNull().default('waiting'),
    /** The request for it; see `lib/selecting/assignment/schema.ts`. */
    parameters: jsonb('parameters').$type<Record<string, unknown>>().notNull().default({}),
    /** Its current step, in words, and its progress, 0 to 1. */
    step: text('step'),
    progress: doublePrecision('progress').notNull().default(0),
    /** Constraints that it could not meet, and overall figures. */
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
    /** How well they fit: lower is better. */
    cost: doublePrecision('cost').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.applicationId, t.personId] }),
    index('assignment_run_pairs_person').on(t.runId, t.personId),
  ],
)

/**
 * The last calibration of a track's reviews; `reviewsHash` names the reviews it used. `leavesOut` is empty, or a hash
 * of the applications that it leaves out, for people who may not know of them.
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
