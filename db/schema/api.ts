import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { applications } from './application'
import { calls, instant } from './call'
import { people } from './people'

/** Lets a program act for a person, within scopes. The table holds only the SHA-256 of the token. */
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

/** An address that receives changes of state. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** Of one Call, or of all. */
    callId: uuid('call_id').references(() => calls.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    /** Encrypted with the portal's secret. */
    secret: text('secret').notNull(),
    /** The states that it receives. */
    states: text('states').array().notNull(),
    /**
     * It receives decisions when they are made. Without this it gets only what applicants see, so nothing before the
     * release.
     */
    internal: boolean('internal').notNull().default(false),
    /** It receives only what this person may read as an admin. */
    createdBy: uuid('created_by')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
  },
  (t) => [check('webhooks_states', sql`cardinality(${t.states}) > 0`)],
)

export const deliveryState = pgEnum('delivery_state', ['waiting', 'delivered', 'failed'])

/**
 * A message to a webhook, as the portal signs and sends it. Its id is the message's: a repeated message has the same
 * id.
 */
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
    /** The order of the events; a webhook gets those of one application in this order. */
    sequence: bigint('sequence', { mode: 'number' }).notNull().generatedByDefaultAsIdentity(),
    state: deliveryState('state').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** The result of the last attempt, in words. */
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
