import { bigint, bigserial, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { applications } from './application'
import { instant } from './call'
import { people } from './people'

/**
 * What happened, append-only: a trigger (migration 0001) refuses update and delete and chains each row
 * to the one before it of the same application by SHA-256.
 */
export const events = pgTable(
  'events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    applicationId: uuid('application_id').references(() => applications.id),
    actorId: uuid('actor_id').references(() => people.id),
    /** 'applicant', 'officer', 'admin', 'system', ... : in what role the actor acted. */
    actorRole: text('actor_role').notNull(),
    type: text('type').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    at: instant('at').notNull().defaultNow(),
    previousHash: text('previous_hash').notNull().default(''),
    hash: text('hash').notNull().default(''),
  },
  (t) => [index('events_application').on(t.applicationId, t.id)],
)

/**
 * What is personal of an event, such as a name or a reason in somebody's words. The event holds its salted hash
 * (`lib/audit/details.ts`), so that the chain stays whole when this row is erased, and nobody can guess what was in it.
 */
export const eventDetails = pgTable('event_details', {
  eventId: bigint('event_id', { mode: 'number' })
    .primaryKey()
    .references(() => events.id),
  salt: uuid('salt').notNull(),
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
})
