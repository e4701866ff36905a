import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from './call'
import { messages } from './mail'
import { people } from './people'

/** What a person with an account was told, on the portal and (unless they chose otherwise) by mail. */
export const notifications = pgTable(
  'notifications',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    template: text('template').notNull(),
    title: text('title').notNull(),
    /** Where it leads to, a path on the portal. */
    path: text('path').notNull(),
    /** Names what must be told once only, such as one reminder; null for what may be told again. */
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

/** Topics of which a person wants no mail (`byMail` false); without a row they do. */
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
