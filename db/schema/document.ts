import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Change, Scan } from '@/lib/lifecycle/files'
import { applications } from './application'
import { instant } from './call'

/** An uploaded file. A replaced one stays as a row with `removedAt`, because submissions name it by its hash. */
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
    /** What the portal changed in it on receipt, as `lib/applying/document/file-words.ts` says. */
    changes: text('changes').array().$type<Change[]>().notNull().default([]),
    /** The state of its malware scan; null if the portal took it without one. */
    scan: text('scan').$type<Scan>(),
    uploadedAt: instant('uploaded_at').notNull().defaultNow(),
    removedAt: instant('removed_at'),
  },
  (t) => [
    index('documents_application').on(t.applicationId).where(sql`${t.removedAt} is null`),
    index('documents_sha256').on(t.sha256),
    check('documents_type', sql`${t.type} in ('application/pdf', 'image/jpeg', 'image/png')`),
    index('documents_scan').on(t.scan).where(sql`${t.scan} <> 'clean'`),
    check('documents_scan_known', sql`${t.scan} in ('waiting', 'clean', 'infected')`),
    check('documents_size', sql`${t.size} > 0`),
  ],
)
