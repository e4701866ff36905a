import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant } from './call'
import { people } from './people'

/** A saved view of the list of applications: its address holds the search, the order and the columns. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** The query part of the address, without the question mark. */
    query: text('query').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [unique('saved_views_name').on(t.personId, t.name)],
)
