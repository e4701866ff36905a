import { sql } from 'drizzle-orm'
import { check, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './call'

/** A process of the portal that runs, or ran a moment ago; it says again and again that it is there. */
export const instances = pgTable(
  'instances',
  {
    id: uuid('id').primaryKey(),
    role: text('role').$type<'web' | 'worker'>().notNull(),
    /** Of which build it is; instances of one release name the same. */
    build: text('build').notNull(),
    host: text('host').notNull(),
    startedAt: instant('started_at').notNull().defaultNow(),
    seenAt: instant('seen_at').notNull().defaultNow(),
  },
  (t) => [check('instances_role', sql`${t.role} in ('web', 'worker')`)],
)

/** The last time of something that happens to the whole portal, a backup for instance, with its facts. Nothing personal. */
export const systemFacts = pgTable('system_facts', {
  key: text('key').primaryKey(),
  at: instant('at').notNull().defaultNow(),
  facts: jsonb('facts').$type<Record<string, string | number | boolean>>().notNull(),
})
