import { db } from '@/db/client'
import { eventsOf } from '@/lib/audit/queries'
import { Instant } from '@/lib/ui/instant'
import { type TransitionName, transitions } from '../transitions'

const otherEvents: Record<string, string> = {
  start: 'Application started',
  'deadline-extended': 'Given a later deadline',
  'document-added': 'Document uploaded',
  'document-removed': 'Document removed',
  'document-restored': 'Document put back',
}

/** What happened to the application, newest first. Pages that show it have checked that the person may read it. */
export async function Timeline({ applicationId, zone }: { applicationId: string; zone: string }) {
  const events = await eventsOf(db, applicationId)
  return (
    <section aria-labelledby="timeline" className="space-y-3">
      <h2 id="timeline">What happened so far</h2>
      <ol className="space-y-3 border-l-2 border-brand-200 pl-4">
        {events.toReversed().map((event) => (
          <li key={event.id}>
            <p className="font-semibold">
              {transitions[event.type as TransitionName]?.told ?? otherEvents[event.type] ?? event.type}
              {typeof event.data.filename === 'string' && (
                <span className="font-normal">
                  : <bdi>{event.data.filename}</bdi>
                </span>
              )}
            </p>
            <p className="text-sm text-quiet">
              <Instant at={event.at} zone={zone} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
