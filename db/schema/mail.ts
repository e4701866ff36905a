import { boolean, index, integer, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './call'

export const messageState = pgEnum('message_state', ['queued', 'sent', 'failed'])

/**
 * Every mail, queued in the transaction that causes it. The row's id is its Message-ID, so that a repeat can be
 * recognised.
 */
export const messages = pgTable(
  'messages',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    recipient: text('recipient').notNull(),
    template: text('template').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html').notNull(),
    /**
     * `text` and `html` with a personal link are encrypted with the portal's secret until the mail is sent and they are
     * removed.
     */
    sealed: boolean('sealed').notNull().default(false),
    state: messageState('state').notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    error: text('error'),
    queuedAt: instant('queued_at').notNull().defaultNow(),
    attemptedAt: instant('attempted_at'),
    sentAt: instant('sent_at'),
  },
  (t) => [index('messages_queued').on(t.queuedAt), index('messages_state').on(t.state, t.queuedAt)],
)
