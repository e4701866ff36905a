import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { applications } from './application'
import { instant } from './call'

/** An uploaded file. A replaced one stays as a row with `removedAt`, for submissions name it by its hash. */
export const documents = pgTable(
  'documents',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    /** The key of the document in the call's definition, for example 'passport'. */
    kind: text('kind').notNull(),
    filename: text('filename').notNull(),
    type: text('type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    pages: integer('pages').notNull(),
    storageKey: text('storage_key').notNull().unique(),
    uploadedAt: instant('uploaded_at').notNull().defaultNow(),
    removedAt: instant('removed_at'),
  },
  (t) => [
    index('documents_application').on(t.applicationId).where(sql`${t.removedAt} is null`),
    index('documents_sha256').on(t.sha256),
    check('documents_type', sql`${t.type} in ('application/pdf', 'image/jpeg', 'image/png')`),
    check('documents_size', sql`${t.size} > 0`),
  ],
)
