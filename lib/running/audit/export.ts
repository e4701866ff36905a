import { Readable } from 'node:stream'
import type { Database } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { findByEmail } from '@/lib/people/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { csvLines, csvOf } from '@/lib/shared/format/csv'
import type { Filter } from './filter'
import { type Listed, listEvents } from './list'
import { detailsOf, ROLES, typeInWords } from './words'

/** An export holds at most this many, the newest; the page says so. */
export const MOST_EXPORTED = 100_000
const AT_ONCE = 1000
const HEAD = ['Event', 'Time (UTC)', 'What', 'Application', 'Who', 'Address', 'As', 'About', 'Details']

/**
 * The events of a filter as CSV, newest first, in pieces. It records the export, and the person in the filter by id,
 * because an address in the chain could never be erased.
 */
export async function exportEvents(db: Database, admin: Person, filter: Filter): Promise<Readable> {
  const { person: address, ...others } = filter
  const person = address === undefined ? undefined : ((await findByEmail(db, address))?.id ?? null)
  await recordEvent(db, {
    applicationId: null,
    actorId: admin.id,
    actorRole: 'admin',
    type: 'audit-exported',
    data: { ...others, format: 'csv', ...(person === undefined ? {} : { person }) },
  })
  return Readable.from(pieces(db, admin, filter))
}

async function* pieces(db: Database, admin: Person, filter: Filter) {
  yield csvOf(HEAD, [])
  let before = filter.before
  for (let left = MOST_EXPORTED; left > 0; left -= AT_ONCE) {
    const rows = await listEvents(db, admin, { ...filter, before }, Math.min(AT_ONCE, left))
    yield csvLines(rows.map(lineOf))
    if (rows.length < AT_ONCE) return
    before = rows.at(-1)!.id
  }
}

const lineOf = (event: Listed) => [
  event.id,
  event.at.toISOString(),
  typeInWords(event.type),
  event.number,
  event.actor,
  event.actorEmail,
  ROLES[event.actorRole as keyof typeof ROLES] ?? event.actorRole,
  event.subject,
  event.data &&
    detailsOf(event.data)
      .map(({ label, value }) => `${label}: ${value}`)
      .join('; '),
]
