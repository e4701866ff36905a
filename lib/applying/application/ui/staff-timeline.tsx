import { eq, inArray } from 'drizzle-orm'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import { can } from '@/lib/people/permissions'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { eventInWords } from '../event-words'
import type { StaffView } from '../staff-view'
import { entryOf } from './entry'
import { EventList } from './event-list'

type Event = Awaited<ReturnType<typeof eventsOf>>[number]

/** Reads are left out because they would hide the rest; the admin's record has them. */
const LOOKS = ['application-read', 'document-read']

/** Everything that happened to the application, newest first, with the actor. Only the chief sees who reviews. */
export async function StaffTimeline({ view: { person, application, call } }: { view: StaffView }) {
  const events = (await eventsOf(db, application.id)).filter(({ type }) => !LOOKS.includes(type)).toReversed()
  const leads = can(person, 'assign', application)
  const names = await namesOf(events)
  const nameFor = ({ actorRole, actorId }: Event) =>
    actorRole === 'reviewer' && !leads ? undefined : names.get(actorId ?? '')
  const entries = events.map((event) =>
    entryOf(event, eventInWords(event), call.definition.timeZone, [
      event.actorRole === 'system' ? 'by itself' : event.actorRole,
      nameFor(event),
    ]),
  )
  return <EventList entries={entries} />
}

async function namesOf(events: Event[]): Promise<Map<string, string>> {
  const ids = [...new Set(events.flatMap(({ actorId }) => actorId ?? []))]
  if (ids.length === 0) return new Map()
  const where = ids.length === 1 ? eq(people.id, ids[0]!) : inArray(people.id, ids)
  const rows = await db.select({ id: people.id, name: people.name }).from(people).where(where)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
