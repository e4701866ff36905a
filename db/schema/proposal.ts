import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './call'
import { offers, scenarios } from './decision'
import { people } from './people'

/**
 * A step that takes two people: one proposes it, another confirms it. It is about one thing, whose column is filled; a new
 * kind of step adds its column here and to the check. A proposal that somebody drops is removed; the events tell of it.
 */
export const proposals = pgTable(
  'proposals',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** To apply this scenario. */
    scenarioId: uuid('scenario_id')
      .unique()
      .references(() => scenarios.id, { onDelete: 'cascade' }),
    /** To revoke this offer. */
    offerId: uuid('offer_id')
      .unique()
      .references(() => offers.id, { onDelete: 'cascade' }),
    /** What the proposer gives as the reason, where the step asks for one. */
    reason: text('reason'),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => people.id),
    proposedAt: instant('proposed_at').notNull().defaultNow(),
    confirmedBy: uuid('confirmed_by').references(() => people.id),
    confirmedAt: instant('confirmed_at'),
  },
  (t) => [
    index('proposals_proposed_by').on(t.proposedBy),
    check('proposals_one_thing', sql`num_nonnulls(${t.scenarioId}, ${t.offerId}) = 1`),
    check('proposals_reason', sql`${t.offerId} is null or coalesce(${t.reason}, '') <> ''`),
    check('proposals_confirmed', sql`(${t.confirmedBy} is null) = (${t.confirmedAt} is null)`),
    check('proposals_two_people', sql`${t.confirmedBy} <> ${t.proposedBy}`),
  ],
)
