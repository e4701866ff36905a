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
    // What the audit page is narrowed down by.
    index('events_actor').on(t.actorId, t.id),
    index('events_type').on(t.type, t.id),
    index('events_at').on(t.at),
  ],
)

/** A look at the whole chain of events, made by a job. */
export const eventChecks = pgTable('event_checks', {
  id: uuid('id').primaryKey().defaultRandom(),
  askedBy: uuid('asked_by')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  createdAt: instant('created_at').notNull().defaultNow(),
  /** How far it is. */
  checked: integer('checked').notNull().default(0),
  total: integer('total').notNull(),
  finishedAt: instant('finished_at'),
  /** The first event that is not as it was written, and why. */
  brokenId: bigint('broken_id', { mode: 'number' }),
  broken: text('broken'),
  /** Tells whether events up to then were all there at a later look, see `lib/running/audit/check.ts`. */
  seal: text('seal'),
})

/**
 * What is personal of an event, such as a name or a reason in somebody's words. The event holds its salted hash
 * (`lib/platform/ledger/details.ts`), so that the chain stays whole when this row is erased, and nobody can guess what was in it.
 */
export const eventDetails = pgTable('event_details', {
  eventId: bigint('event_id', { mode: 'number' })
    .primaryKey()
    .references(() => events.id),
  salt: uuid('salt').notNull(),
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
})
