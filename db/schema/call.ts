import { sql } from 'drizzle-orm'
import { boolean, check, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { CallDefinition } from '@/lib/call/definition'

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/**
 * A Call as published. The definition holds what pages show; columns hold what the code decides by or an admin changes.
 */
export const calls = pgTable(
  'calls',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    slug: text('slug').notNull().unique(),
    title: text('title').notNull(),
    definition: jsonb('definition').$type<CallDefinition>().notNull(),
    version: integer('version').notNull().default(1),
    published: boolean('published').notNull().default(true),
    opensAt: instant('opens_at').notNull(),
    closesAt: instant('closes_at').notNull(),
    graceMinutes: integer('grace_minutes').notNull().default(0),
    /** Letters may come so many days after the application's own closing. */
    letterGraceDays: integer('letter_grace_days').notNull().default(0),
    /** When an admin last changed it. From then on the data file no longer changes the Call. */
    editedAt: instant('edited_at'),
    /** Since when the portal erases, day by day, what it has kept long enough; an admin approves this once per Call. */
    erasesSince: instant('erases_since'),
    /** When applicants saw their results, all at once; before that they see nothing of them. */
    resultsReleasedAt: instant('results_released_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    check('calls_dates', sql`${t.opensAt} < ${t.closesAt}`),
    check('calls_grace', sql`${t.graceMinutes} >= 0 and ${t.letterGraceDays} >= 0`),
  ],
)

export const tracks = pgTable(
  'tracks',
  {
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    quota: integer('quota').notNull(),
    /** The last application number; the transaction that submits raises it. */
    lastNumber: integer('last_number').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.callId, t.key] }), check('tracks_quota', sql`${t.quota} >= 0`)],
)

export const institutions = pgTable(
  'institutions',
  {
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    host: text('host').notNull(),
    name: text('name').notNull(),
    /** A later closing that an admin gave to all applications to this institution. */
    closesAt: instant('closes_at'),
  },
  (t) => [primaryKey({ columns: [t.callId, t.key] })],
)
