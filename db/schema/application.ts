import { sql } from 'drizzle-orm'
import {
  check,
  customType,
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
import { STATES } from '@/lib/lifecycle/application'
import { calls, instant, institutions, tracks } from './call'
import { people } from './people'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const applicationState = pgEnum('application_state', STATES)

export const applications = pgTable(
  'applications',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    state: applicationState('state').notNull().default('draft'),
    track: text('track'),
    institution: text('institution'),
    /** For example, ANSO-2021-P-00042; given at the first submission and never changed. */
    number: text('number').unique(),
    submittedAt: instant('submitted_at'),
    /** A later closing that an admin gave to this application alone. */
    closesAt: instant('closes_at'),
    /** Until when the applicant can correct a returned application. */
    correctBy: instant('correct_by'),
    /** What lists show and search, as last submitted; see `lib/applying/application/search-index.ts`. */
    applicantName: text('applicant_name'),
    title: text('title'),
    country: text('country'),
    programme: text('programme'),
    language: text('language'),
    gender: text('gender'),
    /** Words of the names (weight A), the title (B) and the abstract (C). */
    search: tsvector('search'),
    /** Hashes of the passport, and of name and date of birth: equal hashes are likely the same person. */
    passportKey: text('passport_key'),
    personKey: text('person_key'),
    /** Mean total of the submitted reviews, 0 to 10, and how many there are. */
    score: doublePrecision('score'),
    reviewsIn: integer('reviews_in').notNull().default(0),
    /** When the portal erased the personal data; number, state, country, track and institution stay, for statistics. */
    erasedAt: instant('erased_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    unique('applications_one_a_call_and_person').on(t.callId, t.personId),
    foreignKey({ columns: [t.callId, t.track], foreignColumns: [tracks.callId, tracks.key] }),
    foreignKey({ columns: [t.callId, t.institution], foreignColumns: [institutions.callId, institutions.key] }),
    check(
      'applications_submitted',
      sql`${t.state} in ('draft', 'withdrawn') or (${t.number} is not null and ${t.submittedAt} is not null and ${t.track} is not null)`,
    ),
    index('applications_person').on(t.personId),
    index('applications_list').on(t.callId, t.state, t.track, t.institution),
    index('applications_search').using('gin', t.search),
    // The columns that sort and filter the list.
    index('applications_by_number').on(t.callId, t.number),
    index('applications_by_submitted').on(t.callId, t.submittedAt, t.number),
    index('applications_by_score').on(t.callId, t.score.desc().nullsLast(), t.number),
    index('applications_by_score_up').on(t.callId, t.score, t.number),
    index('applications_by_reviews').on(t.callId, t.reviewsIn, t.number),
    index('applications_by_name').on(t.callId, sql`left(lower(${t.applicantName}), 60)`, t.number),
    index('applications_by_state').on(t.callId, t.state, t.number),
    index('applications_track').on(t.callId, t.track, t.number),
    index('applications_institution').on(t.callId, t.institution, t.number),
    index('applications_country').on(t.callId, t.country, t.number),
    index('applications_programme').on(t.callId, t.programme, t.number),
    index('applications_passport').on(t.callId, t.passportKey),
    index('applications_same_person').on(t.callId, t.personKey),
    check('applications_returned', sql`${t.state} <> 'returned' or ${t.correctBy} is not null`),
  ],
)

/** A section's answers as typed, complete or not. `version` rises by one with each save. */
export const applicationSections = pgTable(
  'application_sections',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    answers: jsonb('answers').$type<Answers>().notNull(),
    version: integer('version').notNull().default(1),
    /**
     * Who wrote this version (one id per loaded page) and its count there: this recognises a repeated or late request.
     */
    writer: text('writer').notNull(),
    seq: integer('seq').notNull(),
    savedAt: instant('saved_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.key] })],
)

/**
 * A frozen submission: answers and document hashes. One row per submission (a returned application is submitted again).
 */
export const submissions = pgTable(
  'submissions',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    attempt: integer('attempt').notNull(),
    snapshot: jsonb('snapshot').notNull(),
    sha256: text('sha256').notNull(),
    submittedAt: instant('submitted_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.attempt] })],
)

/** One row per place of the Call: an award takes one, so Postgres itself refuses a place beyond the quota. */
export const places = pgTable(
  'places',
  {
    callId: uuid('call_id').notNull(),
    track: text('track').notNull(),
    number: integer('number').notNull(),
    applicationId: uuid('application_id').references(() => applications.id),
    /** The applicant, set by a trigger: nobody has two places of a Call. */
    personId: uuid('person_id').references(() => people.id),
  },
  (t) => [
    primaryKey({ columns: [t.callId, t.track, t.number] }),
    foreignKey({ columns: [t.callId, t.track], foreignColumns: [tracks.callId, tracks.key] }),
    uniqueIndex('places_one_an_application').on(t.applicationId),
    uniqueIndex('places_one_a_person').on(t.callId, t.personId),
    index('places_free').on(t.callId, t.track, t.number).where(sql`application_id is null`),
    check('places_person', sql`(${t.applicationId} is null) = (${t.personId} is null)`),
    check('places_number', sql`${t.number} >= 1`),
  ],
)
