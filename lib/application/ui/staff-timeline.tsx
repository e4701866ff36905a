import { eq, inArray } from 'drizzle-orm'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import { eventsOf } from '@/lib/audit/queries'
import { can } from '@/lib/people/permissions'
import { Instant } from '@/lib/ui/instant'
import type { StaffView } from '../staff-view'
import { eventInWords } from './timeline'

type Event = Awaited<ReturnType<typeof eventsOf>>[number]

/** Who looked at it when would hide the rest; it is in the admin's record. */
const LOOKS = ['application-read', 'document-read']

/** Everything that happened to the application, newest first, with who did it. Who reviews is the chief's to know. */
export async function StaffTimeline({ view: { person, application, call } }: { view: StaffView }) {
  const events = (await eventsOf(db, application.id)).filter(({ type }) => !LOOKS.includes(type)).toReversed()
  const leads = can(person, 'assign', application)
  const names = await namesOf(events)
  return (
    <section aria-labelledby="timeline" className="space-y-3">
      <h2 id="timeline">What happened so far</h2>
      <ol className="space-y-3 border-l-2 border-brand-200 pl-4">
        {events.map((event) => {
          const [what, whom] = eventInWords(event)
          const name = event.actorRole === 'reviewer' && !leads ? undefined : names.get(event.actorId ?? '')
          return (
            <li key={event.id}>
              <p className="font-semibold">
                {what}
                {typeof whom === 'string' && (
                  <span className="font-normal">
                    : <bdi>{whom}</bdi>
                  </span>
                )}
              </p>
              <p className="text-sm text-quiet">
                <Instant at={event.at} zone={call.definition.timeZone} />,{' '}
                {event.actorRole === 'system' ? 'by itself' : event.actorRole}
                {name && (
                  <>
                    {' '}
                    <bdi>{name}</bdi>
                  </>
                )}
              </p>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

async function namesOf(events: Event[]): Promise<Map<string, string>> {
  const ids = [...new Set(events.flatMap(({ actorId }) => actorId ?? []))]
  if (ids.length === 0) return new Map()
  const where = ids.length === 1 ? eq(people.id, ids[0]!) : inArray(people.id, ids)
  const rows = await db.select({ id: people.id, name: people.name }).from(people).where(where)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
