import { sql } from 'drizzle-orm'
import { bigserial, check, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ACCESS_KINDS } from '@/lib/lifecycle/accesses'
import { instant } from './call'
import { people } from './people'

export const accessKind = pgEnum('access_kind', ACCESS_KINDS)

/**
 * Sign-ins, failed ones and refusals, see `lib/people/access`. Those of one minute that count together are one row, so that no
 * flood of attempts fills the table. It holds neither an address nor a network, but keyed hashes of them.
 */
export const accesses = pgTable(
  'accesses',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** When the first of them was. */
    at: instant('at').notNull().defaultNow(),
    kind: accessKind('kind').notNull(),
    /** Whose account it was about; null where the address that was typed has none. */
    personId: uuid('person_id').references(() => people.id, { onDelete: 'cascade' }),
    /** Of the address that has no account; null where there were several. */
    address: text('address'),
    /** Null where it is not known, or there were several. */
    network: text('network'),
    /** In words, as `deviceOf` gives them; null where there were several. */
    device: text('device'),
    /** Of a refusal: what was asked for, as routes without what stands in their place. The first few. */
    routes: text('routes').array().notNull().default([]),
    times: integer('times').notNull().default(1),
    /** A hash of what it is counted by, within a minute. */
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
