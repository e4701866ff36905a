import { integer, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { applications } from './application'
import { instant } from './call'

/** 'full' has the letters, for staff; 'own' has none, for the applicant. */
export const dossierVariant = pgEnum('dossier_variant', ['full', 'own'])

/** The last PDF of a whole application. It is current as long as `contentHash` matches the present content. */
export const dossiers = pgTable(
  'dossiers',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    variant: dossierVariant('variant').notNull(),
    contentHash: text('content_hash').notNull(),
    storageKey: text('storage_key').notNull(),
    size: integer('size').notNull(),
    madeAt: instant('made_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.variant] })],
)
