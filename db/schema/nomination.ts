import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { applications } from './application'
import { instant, institutions, tracks } from './call'
import { people } from './people'

/** An institution's ranked list of one track; frozen once it is handed in. `version` rises by one with each save. */
export const nominationLists = pgTable(
  'nomination_lists',
  {
    callId: uuid('call_id').notNull(),
    institution: text('institution').notNull(),
    track: text('track').notNull(),
    version: integer('version').notNull().default(0),
    savedBy: uuid('saved_by').references(() => people.id),
    savedAt: instant('saved_at').notNull().defaultNow(),
    handedInAt: instant('handed_in_at'),
    handedInBy: uuid('handed_in_by').references(() => people.id),
    /** Who signs for the institution, and as what. */
    signerName: text('signer_name'),
    signerPosition: text('signer_position'),
    /** What was handed in: numbers and ranks, in order. */
    snapshot: jsonb('snapshot').$type<{ number: string; rank: number }[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.callId, t.institution, t.track] }),
    foreignKey({ columns: [t.callId, t.institution], foreignColumns: [institutions.callId, institutions.key] }),
    foreignKey({ columns: [t.callId, t.track], foreignColumns: [tracks.callId, tracks.key] }),
    check(
      'nomination_lists_handed_in',
      sql`(${t.handedInAt} is null) = (${t.signerName} is null) and (${t.handedInAt} is null) = (${t.snapshot} is null)`,
    ),
  ],
)

/** A candidate on a list. Equal ranks are a tie. */
export const nominations = pgTable(
  'nominations',
  {
    applicationId: uuid('application_id')
      .primaryKey()
      .references(() => applications.id, { onDelete: 'cascade' }),
    callId: uuid('call_id').notNull(),
    institution: text('institution').notNull(),
    track: text('track').notNull(),
    rank: integer('rank').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'nominations_list',
      columns: [t.callId, t.institution, t.track],
      foreignColumns: [nominationLists.callId, nominationLists.institution, nominationLists.track],
    }),
    index('nominations_of_list').on(t.callId, t.institution, t.track, t.rank),
    check('nominations_rank', sql`${t.rank} >= 1`),
  ],
)
