import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { applications } from './application'
import { calls, instant } from './call'
import { people } from './people'

/** By which a program acts for a person, within scopes. Only the SHA-256 of the token is kept. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    hash: text('hash').notNull().unique(),
    scopes: text('scopes').array().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    /** To the minute. */
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    uniqueIndex('api_tokens_name').on(t.personId, t.name).where(sql`${t.revokedAt} is null`),
    check('api_tokens_scopes', sql`cardinality(${t.scopes}) > 0`),
    check('api_tokens_a_year', sql`${t.expiresAt} <= ${t.createdAt} + interval '366 days'`),
  ],
)

/** An address that is told of changes of state. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** Of one Call, or of all. */
    callId: uuid('call_id').references(() => calls.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    /** Encrypted with the portal's secret. */
    secret: text('secret').notNull(),
    /** The states that it is told of. */
    states: text('states').array().notNull(),
    /** It is told decisions as they are made, too; else what applicants are shown, so nothing before the release. */
    internal: boolean('internal').notNull().default(false),
    /** It is told of what this person may read as an admin, and of nothing else. */
    createdBy: uuid('created_by')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
  },
  (t) => [check('webhooks_states', sql`cardinality(${t.states}) > 0`)],
)

export const deliveryState = pgEnum('delivery_state', ['waiting', 'delivered', 'failed'])

/** What a webhook is told, as it is signed and sent. Its id is the message's: a repeated one has the same. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    webhookId: uuid('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    body: text('body').notNull(),
    /** The order in which things happened; of one application it is told in this order. */
    sequence: bigint('sequence', { mode: 'number' }).notNull().generatedByDefaultAsIdentity(),
    state: deliveryState('state').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** What the last attempt met, in words. */
    error: text('error'),
    createdAt: instant('created_at').notNull().defaultNow(),
    attemptedAt: instant('attempted_at'),
    /** Not before this moment. */
    nextAt: instant('next_at').notNull().defaultNow(),
  },
  (t) => [
    index('webhook_deliveries_log').on(t.webhookId, t.createdAt),
    index('webhook_deliveries_waiting').on(t.webhookId, t.applicationId, t.sequence).where(sql`state = 'waiting'`),
  ],
)
