import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { applications } from './application'
import { instant, institutions, tracks } from './call'
import { people } from './people'

/** A candidate of a list that was handed in; without a rank: not nominated. */
export type HandedIn = { id: string; number: string; name: string | null; rank: number | null }

/** An institution's ranked list of one track; frozen when it is handed in. `version` rises by one with each save. */
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
    /** Who signs for the institution, and in which position. */
    signerName: text('signer_name'),
    signerPosition: text('signer_position'),
    /** The candidates as they were handed in, in order. */
    snapshot: jsonb('snapshot').$type<HandedIn[]>(),
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

/** A candidate on whom the institution has decided. Equal ranks are a tie; no rank means not nominated. */
export const nominations = pgTable(
  'nominations',
  {
    applicationId: uuid('application_id')
      .primaryKey()
      .references(() => applications.id, { onDelete: 'cascade' }),
    callId: uuid('call_id').notNull(),
    institution: text('institution').notNull(),
    track: text('track').notNull(),
    rank: integer('rank'),
    /** Why a candidate is not nominated; only the institution and admins see it. */
    reason: text('reason'),
  },
  (t) => [
    foreignKey({
      name: 'nominations_list',
      columns: [t.callId, t.institution, t.track],
      foreignColumns: [nominationLists.callId, nominationLists.institution, nominationLists.track],
    }),
    index('nominations_of_list').on(t.callId, t.institution, t.track, t.rank),
    check('nominations_rank', sql`${t.rank} >= 1`),
    check('nominations_reason', sql`${t.reason} is null or ${t.rank} is null`),
  ],
)

/** A list that was handed in and that an admin opened again: keeps what was signed, who opened it and why. */
export const nominationReopenings = pgTable(
  'nomination_reopenings',
  {
    callId: uuid('call_id').notNull(),
    institution: text('institution').notNull(),
    track: text('track').notNull(),
    handedInAt: instant('handed_in_at').notNull(),
    handedInBy: uuid('handed_in_by').references(() => people.id),
    signerName: text('signer_name').notNull(),
    signerPosition: text('signer_position').notNull(),
    snapshot: jsonb('snapshot').$type<HandedIn[]>().notNull(),
    reopenedBy: uuid('reopened_by')
      .notNull()
      .references(() => people.id),
    reason: text('reason').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.callId, t.institution, t.track, t.handedInAt] }),
    foreignKey({
      name: 'nomination_reopenings_list',
      columns: [t.callId, t.institution, t.track],
      foreignColumns: [nominationLists.callId, nominationLists.institution, nominationLists.track],
    }),
  ],
)
