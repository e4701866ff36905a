import { sql } from 'drizzle-orm'
import { reads } from '@/db/client'
import { events, people } from '@/db/schema'
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
  const [all, names] = await Promise.all([eventsOf(reads, application.id), namesOf(application.id)])
  const leads = can(person, 'assign', application)
  const nameFor = ({ actorRole, actorId }: Event) =>
    actorRole === 'reviewer' && !leads ? undefined : names.get(actorId ?? '')
  const shown = all.filter(({ type }) => !LOOKS.includes(type)).toReversed()
  const entries = shown.map((event) =>
    entryOf(event, eventInWords(event), call.definition.timeZone, [
      event.actorRole === 'system' ? 'by itself' : event.actorRole,
      nameFor(event),
    ]),
  )
  return <EventList entries={entries} />
}

/** The names of all who did something to the application. */
async function namesOf(applicationId: string): Promise<Map<string, string>> {
  const actors = sql`(select ${events.actorId} from ${events} where ${events.applicationId} = ${applicationId})`
  const rows = await reads
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(sql`${people.id} in ${actors}`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
