import { db } from '@/db/client'
import { eventsOf } from '@/lib/audit/queries'
import { KIND } from '@/lib/reference/words'
import { Instant } from '@/lib/ui/instant'
import { type TransitionName, transitions } from '../transitions'

const otherEvents: Record<string, string> = {
  start: 'Application started',
  'deadline-extended': 'Given a later deadline',
  'document-added': 'Document uploaded',
  'document-removed': 'Document removed',
  'document-restored': 'Document put back',
  'request-named': 'named',
  'request-removed': 'removed',
  'request-replaced': 'replaced',
  'request-invited': 'invited',
  'request-resent': 'sent the mail again',
  'request-reminded': 'reminded',
  'request-opened': 'began to answer',
  'request-reconsidered': 'answers after all',
  'request-received': 'answer received',
  'request-declined': 'declined',
  'request-wrong-person': 'has another address',
}

/** What happened, and to what or whom. */
function told({ type, data }: { type: string; data: Record<string, unknown> }): [what: string, whom: unknown] {
  const words = transitions[type as TransitionName]?.told ?? otherEvents[type] ?? type
  if (data.kind !== 'referee' && data.kind !== 'supervisor') return [words, data.filename]
  return [`${KIND[data.kind].who} ${words}`, data.name]
}

/** What happened to the application, newest first. Pages that show it have checked that the person may read it. */
export async function Timeline({ applicationId, zone }: { applicationId: string; zone: string }) {
  const events = await eventsOf(db, applicationId)
  return (
    <section aria-labelledby="timeline" className="space-y-3">
      <h2 id="timeline">What happened so far</h2>
      <ol className="space-y-3 border-l-2 border-brand-200 pl-4">
        {events.toReversed().map((event) => {
          const [what, whom] = told(event)
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
                <Instant at={event.at} zone={zone} />
              </p>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
