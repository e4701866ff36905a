import type { Application } from '@/lib/applying/application/queries'
import { Instant } from '@/lib/shared/ui/instant'
import type { Offer } from '../queries'
import { MarkTag } from './conditions'
import { MarkForm } from './mark-form'

type Props = { application: Application; offer: Offer; zone: string }

/** The conditions for staff, each with the form that marks it while that is useful. */
export function StaffConditions({ application, offer, zone }: Props) {
  const { conditions, state } = offer
  const marks = (state === 'made' || state === 'accepted') && application.state !== 'enrolled'
  return (
    <section className="card space-y-3" aria-labelledby="conditions">
      <h2 id="conditions">Conditions</h2>
      {conditions.length === 0 && <p className="text-quiet">The offer depends on no further condition.</p>}
      <ol className="divide-y divide-line">
        {conditions.map(({ id, text, due, met, note, version, markedAt }) => (
          <li key={id} className="space-y-3 py-4">
            <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
              <h3 dir="auto" className="min-w-0 break-words">
                {text}
              </h3>
              <MarkTag met={met} />
            </div>
            {due && (
              <p className="text-sm text-quiet">
                By <Instant at={due} zone={zone} />
              </p>
            )}
            {markedAt && (
              <p className="text-sm text-quiet">
                Marked <Instant at={markedAt} zone={zone} />
              </p>
            )}
            {note && !marks && (
              <p dir="auto" className="whitespace-pre-wrap break-words">
                {note}
              </p>
            )}
            {marks && (
              <MarkForm
                key={`${id} ${version}`}
                application={application.id}
                condition={id}
                text={text}
                met={met}
                note={note ?? ''}
                version={version}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
