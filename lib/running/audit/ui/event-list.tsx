import Link from 'next/link'
import { formatStamp } from '@/lib/shared/format/format'
import { shownAddress } from '@/lib/shared/format/shown-address'
import type { Listed } from '../list'
import { detailsOf, ROLES, typeInWords } from '../words'

/** Events, newest first: the action, the application, the person, and further data. */
export function EventList({ events }: { events: Listed[] }) {
  return (
    <ol aria-label="Events" className="card divide-y divide-line py-0">
      {events.map((event) => (
        <li key={event.id} className="space-y-1 py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span>
              <span className="font-semibold">{typeInWords(event.type)}</span>
              {event.number && (
                <>
                  {': '}
                  <Link href={`/applications/${event.applicationId}`} prefetch={false} className="link">
                    {event.number}
                  </Link>
                </>
              )}
              {event.subject && (
                <>
                  {': '}
                  <bdi>{event.subject}</bdi>
                </>
              )}
            </span>
            <time dateTime={event.at.toISOString()} className="text-sm text-quiet">
              {formatStamp(event.at, 'seconds')} UTC
            </time>
          </p>
          <Who event={event} />
          <Details event={event} />
        </li>
      ))}
    </ol>
  )
}

function Who({ event: { actor, actorEmail, actorRole } }: { event: Listed }) {
  const as = ROLES[actorRole as keyof typeof ROLES] ?? actorRole
  return (
    <p className="text-sm break-words">
      {as}
      {actor && (
        <>
          {': '}
          <bdi>{actor}</bdi> <span className="text-quiet">{actorEmail && shownAddress(actorEmail)}</span>
        </>
      )}
    </p>
  )
}

function Details({ event: { data } }: { event: Listed }) {
  if (!data)
    return (
      <p className="text-sm text-quiet">
        If you have a conflict of interest with an application, you do not see its details.
      </p>
    )
  const details = detailsOf(data)
  if (details.length === 0) return null
  return (
    <dl className="flex flex-wrap gap-x-5 text-sm">
      {details.map(({ label, value }) => (
        <div key={label + value} className="min-w-0 break-words">
          <dt className="inline text-quiet">{label}: </dt>
          <dd className="inline" dir="auto">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
