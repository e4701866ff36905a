import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { OFFER_STATES } from '@/lib/lifecycle/offers'
import { applications } from './application'
import { calls, instant, institutions, tracks } from './call'
import { people } from './people'

/** The migration 'awards' adds triggers to these tables: see `README.md`, "Places". */

export const offerState = pgEnum('offer_state', OFFER_STATES)

/** An offer of a place. An open one ('made', 'accepted') holds one of `places`. */
export const offers = pgTable(
  'offers',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    state: offerState('state').notNull().default('made'),
    /** Printed on the letter: anybody can type it on the public page to check that the letter is genuine. */
    code: text('code').notNull().unique(),
    madeAt: instant('made_at').notNull().defaultNow(),
    /** Null: the waiting list promoted the application automatically. */
    madeBy: uuid('made_by').references(() => people.id),
    /** Until when the applicant can answer; set when the results are released. */
    answerBy: instant('answer_by'),
    endedAt: instant('ended_at'),
    answeredAt: instant('answered_at'),
    answeredBy: uuid('answered_by').references(() => people.id),
    /** The Call in which its place counts instead. */
    deferredTo: uuid('deferred_to').references(() => calls.id),
    /** The version of the Call that issued it: what it grants stays as it was then. Set with `answer_by`. */
    callVersion: integer('call_version'),
  },
  (t) => [
    uniqueIndex('offers_one_open').on(t.applicationId).where(sql`state in ('made', 'accepted')`),
    index('offers_application').on(t.applicationId, t.madeAt),
    index('offers_due').on(t.answerBy).where(sql`state = 'made'`),
    check('offers_code', sql`length(${t.code}) >= 16`),
    check('offers_answered', sql`(${t.answeredAt} is null) = (${t.answeredBy} is null)`),
    check('offers_accepted', sql`${t.state} not in ('accepted', 'declined') or ${t.answeredAt} is not null`),
    check('offers_in_time', sql`${t.answeredAt} is null or ${t.answeredAt} <= ${t.answerBy}`),
    check('offers_ended', sql`(${t.state} in ('made', 'accepted')) = (${t.endedAt} is null)`),
    check('offers_deferred', sql`${t.deferredTo} is null or ${t.answeredAt} is not null`),
  ],
)

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/**
 * The letter of an offer as first downloaded: later downloads give the same file. The portal issues another edition
 * only if what the letter says of the offer changes, such as its acceptance.
 */
export const offerLetters = pgTable(
  'offer_letters',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    offerId: uuid('offer_id')
      .notNull()
      .references(() => offers.id, { onDelete: 'cascade' }),
    /** The parts of the offer that it was made from, see `lib/awarding/offer/edition.ts`. */
    basis: text('basis').notNull(),
    file: bytes('file').notNull(),
    sha256: text('sha256').notNull(),
    madeAt: instant('made_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('offer_letters_edition').on(t.offerId, t.basis),
    check('offer_letters_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** What an offer depends on, such as the final certificate; an officer marks it. */
export const offerConditions = pgTable(
  'offer_conditions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    offerId: uuid('offer_id')
      .notNull()
      .references(() => offers.id, { onDelete: 'cascade' }),
    text: text('text').notNull(),
    due: instant('due'),
    /** Null until an officer marks it. */
    met: boolean('met'),
    note: text('note'),
    markedBy: uuid('marked_by').references(() => people.id),
    markedAt: instant('marked_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    index('offer_conditions_offer').on(t.offerId),
    check('offer_conditions_text', sql`${t.text} <> ''`),
    check(
      'offer_conditions_marked',
      sql`(${t.met} is null) = (${t.markedAt} is null) and (${t.met} is null) = (${t.markedBy} is null)`,
    ),
  ],
)

/** Who is next when a place of the track becomes free, the lowest rank first. The rank is unique, checked at commit. */
export const waitingList = pgTable(
  'waiting_list',
  {
    applicationId: uuid('application_id')
      .primaryKey()
      .references(() => applications.id),
    callId: uuid('call_id').notNull(),
    track: text('track').notNull(),
    rank: integer('rank').notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.callId, t.track], foreignColumns: [tracks.callId, tracks.key] }),
    index('waiting_list_order').on(t.callId, t.track, t.rank),
    check('waiting_list_rank', sql`${t.rank} >= 1`),
  ],
)

/**
 * A limit within the places: at most so many for a group, or so many kept for it. It counts the people who match all
 * its conditions. A trigger enforces a hard one; pages only show an advisory one.
 */
export const subQuotas = pgTable(
  'sub_quotas',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    /** Of one track, or of all together. */
    track: text('track'),
    label: text('label').notNull(),
    institution: text('institution'),
    countries: text('countries').array(),
    genders: text('genders').array(),
    most: integer('most'),
    least: integer('least'),
    hard: boolean('hard').notNull(),
    /** Places taken by the group, and, if some are kept, by others. Triggers keep the counts. */
    taken: integer('taken').notNull().default(0),
    outside: integer('outside').notNull().default(0),
  },
  (t) => [
    foreignKey({ columns: [t.callId, t.track], foreignColumns: [tracks.callId, tracks.key] }),
    foreignKey({ columns: [t.callId, t.institution], foreignColumns: [institutions.callId, institutions.key] }),
    index('sub_quotas_call').on(t.callId),
    check('sub_quotas_one_limit', sql`num_nonnulls(${t.most}, ${t.least}) = 1`),
    check('sub_quotas_limit', sql`coalesce(${t.most}, ${t.least}) >= 0`),
    check('sub_quotas_counts', sql`num_nonnulls(${t.institution}, ${t.countries}, ${t.genders}) >= 1`),
    check('sub_quotas_most', sql`not ${t.hard} or ${t.most} is null or ${t.taken} <= ${t.most}`),
  ],
)

/** A decision that is worked out and not made yet: a rule with its constraints, and the result. */
export const scenarios = pgTable(
  'scenarios',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    callId: uuid('call_id').notNull(),
    track: text('track').notNull(),
    name: text('name').notNull(),
    /** See `lib/awarding/decision/scenario.ts`. */
    rule: jsonb('rule').notNull(),
    result: jsonb('result').notNull(),
    /** Shared with the other admins. */
    shared: boolean('shared').notNull().default(false),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.callId, t.track], foreignColumns: [tracks.callId, tracks.key] }),
    index('scenarios_call').on(t.callId, t.track, t.createdAt),
  ],
)
