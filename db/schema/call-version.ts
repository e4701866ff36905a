import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { CallDefinition } from '@/lib/call/definition'
import { calls, instant } from './call'
import { people } from './people'

/**
 * Every definition that a Call had. A trigger of the migration 'console' refuses changes, because submissions name the
 * version that checked them.
 */
export const callVersions = pgTable(
  'call_versions',
  {
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    definition: jsonb('definition').$type<CallDefinition>().notNull(),
    /** Null: it came from a data file. */
    personId: uuid('person_id').references(() => people.id),
    note: text('note').notNull().default(''),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.callId, t.number] }), check('call_versions_number', sql`${t.number} >= 1`)],
)

/**
 * The changes to a Call that admins are preparing together; nobody else sees them before they are saved as a version.
 */
export const callDrafts = pgTable('call_drafts', {
  callId: uuid('call_id')
    .primaryKey()
    .references(() => calls.id, { onDelete: 'cascade' }),
  /** The version of the Call that it began from. */
  basedOn: integer('based_on').notNull(),
  /** Rises by one with each change, so that nobody overwrites what they have not seen. */
  revision: integer('revision').notNull().default(1),
  /** The Call as it stood at the beginning. It shows what was changed here and what elsewhere since. */
  base: jsonb('base').$type<CallDefinition>().notNull(),
  definition: jsonb('definition').$type<CallDefinition>().notNull(),
  personId: uuid('person_id')
    .notNull()
    .references(() => people.id),
  at: instant('at').notNull().defaultNow(),
})
