import { bigint, bigserial, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { applications } from './application'
import { instant } from './call'
import { people } from './people'

/**
 * What happened, append-only: a trigger (migration 0001) refuses update and delete and chains each row to the previous
 * one of the same application by SHA-256. Events without an application form a chain of their own. Within a chain, ids
 * rise in order.
 */
export const events = pgTable(
  'events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    applicationId: uuid('application_id').references(() => applications.id),
    actorId: uuid('actor_id').references(() => people.id),
    /** 'applicant', 'officer', 'admin', 'system' and so on: the role in which the actor acted. */
    actorRole: text('actor_role').notNull(),
    type: text('type').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    at: instant('at').notNull().defaultNow(),
    previousHash: text('previous_hash').notNull().default(''),
    hash: text('hash').notNull().default(''),
  },
  (t) => [
    index('events_application').on(t.applicationId, t.id),
    // The columns that filter the audit page.
    index('events_actor').on(t.actorId, t.id),
    index('events_type').on(t.type, t.id),
    index('events_at').on(t.at),
  ],
)

/** A job's check of the whole chain of events. */
export const eventChecks = pgTable('event_checks', {
  id: uuid('id').primaryKey().defaultRandom(),
  askedBy: uuid('asked_by')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  createdAt: instant('created_at').notNull().defaultNow(),
  /** Its progress. */
  checked: integer('checked').notNull().default(0),
  total: integer('total').notNull(),
  finishedAt: instant('finished_at'),
  /** The first altered event, and why it fails. */
  brokenId: bigint('broken_id', { mode: 'number' }),
  broken: text('broken'),
  /** Lets a later check find out whether all events up to then are still there, see `lib/running/audit/check.ts`. */
  seal: text('seal'),
})

/**
 * Personal data of an event, such as a name or a reason in a person's words. The event holds only its salted hash
 * (`lib/platform/ledger/details.ts`), so that the chain stays valid when this row is erased, and nobody can guess its
 * content.
 */
export const eventDetails = pgTable('event_details', {
  eventId: bigint('event_id', { mode: 'number' })
    .primaryKey()
    .references(() => events.id),
  salt: uuid('salt').notNull(),
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
})
