import { sql } from 'drizzle-orm'
import { bigserial, check, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ACCESS_KINDS } from '@/lib/lifecycle/accesses'
import { instant } from './call'
import { people } from './people'

export const accessKind = pgEnum('access_kind', ACCESS_KINDS)

/**
 * Sign-ins, failed sign-ins and refusals, see `lib/people/access`. One row counts the similar ones of a minute, so that
 * a flood of attempts cannot fill the table. It holds keyed hashes of addresses and networks, never the plain ones.
 */
export const accesses = pgTable(
  'accesses',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** When the first of them happened. */
    at: instant('at').notNull().defaultNow(),
    kind: accessKind('kind').notNull(),
    /** The account concerned; null if the typed address has none. */
    personId: uuid('person_id').references(() => people.id, { onDelete: 'cascade' }),
    /** A hash of the address that has no account; null if there were several. */
    address: text('address'),
    /** Null if unknown, or if there were several. */
    network: text('network'),
    /** In words, from `deviceOf`; null if there were several. */
    device: text('device'),
    /** For a refusal: the first few routes that the person asked for, without ids. */
    routes: text('routes').array().notNull().default([]),
    times: integer('times').notNull().default(1),
    /** A hash of what makes accesses within a minute count together. */
    subject: text('subject').notNull(),
    minute: instant('minute').notNull().default(sql`date_trunc('minute', now())`),
  },
  (t) => [
    uniqueIndex('accesses_once').on(t.subject, t.minute),
    index('accesses_person').on(t.personId, t.id),
    index('accesses_kind').on(t.kind, t.id),
    index('accesses_at').on(t.at),
    check('accesses_address_or_person', sql`${t.personId} is null or ${t.address} is null`),
  ],
)
