import { sql } from 'drizzle-orm'
import { check, index, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ACTING_ENDS, ACTING_WAYS } from '@/lib/lifecycle/acting'
import { applications } from './application'
import { instant } from './call'
import { people, sessions } from './people'

export const actingWay = pgEnum('acting_way', ACTING_WAYS)
export const actingEnd = pgEnum('acting_end', ACTING_ENDS)

/**
 * An admin acts for an applicant who asked for help: from one session, for at most an hour, one application at a time.
 * The events that name it say what changed.
 */
export const actings = pgTable(
  'actings',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'set null' }),
    /** How the applicant asked for it. */
    way: actingWay('way').notNull(),
    /** Shown to the applicant. */
    reason: text('reason').notNull(),
    beganAt: instant('began_at').notNull().default(sql`now()`),
    endsAt: instant('ends_at').notNull(),
    endedAt: instant('ended_at'),
    end: actingEnd('ended_how'),
  },
  (t) => [
    uniqueIndex('actings_one_at_a_time').on(t.applicationId).where(sql`ended_at is null`),
    index('actings_application').on(t.applicationId, t.beganAt),
    index('actings_began').on(t.beganAt),
    check('actings_hour', sql`${t.endsAt} > ${t.beganAt} and ${t.endsAt} <= ${t.beganAt} + interval '1 hour'`),
    check('actings_ended', sql`(${t.endedAt} is null) = (${t.end} is null)`),
    check('actings_reason', sql`btrim(${t.reason}) <> ''`),
  ],
)
