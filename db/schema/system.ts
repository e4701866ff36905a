import { sql } from 'drizzle-orm'
import { check, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './call'

/** A process of the portal that is running or ran recently; it reports regularly. */
export const instances = pgTable(
  'instances',
  {
    id: uuid('id').primaryKey(),
    role: text('role').$type<'web' | 'worker'>().notNull(),
    /** Its build; instances of one release have the same. */
    build: text('build').notNull(),
    host: text('host').notNull(),
    startedAt: instant('started_at').notNull().defaultNow(),
    seenAt: instant('seen_at').notNull().defaultNow(),
  },
  (t) => [check('instances_role', sql`${t.role} in ('web', 'worker')`)],
)

/** The last time of an event of the whole portal, such as a backup, with its facts. Nothing personal. */
export const systemFacts = pgTable('system_facts', {
  key: text('key').primaryKey(),
  at: instant('at').notNull().defaultNow(),
  facts: jsonb('facts').$type<Record<string, string | number | boolean>>().notNull(),
})
