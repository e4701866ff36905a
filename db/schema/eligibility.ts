import { sql } from 'drizzle-orm'
import { check, index, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { DECISIONS, VERDICTS } from '@/lib/lifecycle/checks'
import { applications } from './application'
import { instant } from './call'
import { people } from './people'

export const checkVerdict = pgEnum('check_verdict', VERDICTS)
export const eligibilityOutcome = pgEnum('eligibility_outcome', DECISIONS)

/** An officer's judgement of one item of the checklist; the automatic findings are worked out anew each time. */
export const eligibilityChecks = pgTable(
  'eligibility_checks',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    item: text('item').notNull(),
    verdict: checkVerdict('verdict').notNull(),
    /** For the staff alone. */
    note: text('note'),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.item] })],
)

/** Each decision on eligibility. A withdrawn one stays, with its time. */
export const eligibilityDecisions = pgTable(
  'eligibility_decisions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    outcome: eligibilityOutcome('outcome').notNull(),
    /** What the applicant reads: the reason, or what to correct. */
    told: text('told'),
    /** For the staff alone. */
    note: text('note'),
    correctBy: instant('correct_by'),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    at: instant('at').notNull().defaultNow(),
    takenBackAt: instant('taken_back_at'),
  },
  (t) => [
    index('eligibility_decisions_application').on(t.applicationId, t.at),
    check('eligibility_decisions_told', sql`${t.outcome} = 'eligible' or ${t.told} is not null`),
    check('eligibility_decisions_correct_by', sql`(${t.outcome} = 'returned') = (${t.correctBy} is not null)`),
  ],
)
