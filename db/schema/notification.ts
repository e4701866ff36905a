import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from './call'
import { messages } from './mail'
import { people } from './people'

/** What the portal told a person with an account, on its pages and (unless they chose otherwise) by mail. */
export const notifications = pgTable(
  'notifications',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    template: text('template').notNull(),
    title: text('title').notNull(),
    /** The page it links to, a path on the portal. */
    path: text('path').notNull(),
    /** Identifies a message that goes out only once, such as one reminder; null if it may repeat. */
    key: text('key'),
    messageId: uuid('message_id').references(() => messages.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    readAt: instant('read_at'),
  },
  (t) => [
    uniqueIndex('notifications_once').on(t.personId, t.key),
    index('notifications_list').on(t.personId, t.createdAt),
    index('notifications_unread').on(t.personId).where(sql`read_at is null`),
  ],
)

/** Topics without mail for this person (`byMail` false); without a row they get mail. */
export const notificationPreferences = pgTable(
  'notification_preferences',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    topic: text('topic').notNull(),
    byMail: boolean('by_mail').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.topic] })],
)
