import { formatDate } from '@/lib/shared/format/format'
import { Notice } from '@/lib/shared/ui/notice'
import type { Call } from '../call'
import { When } from './when'

/** The dates in force beside the first announced ones, and the reason if they differ. */
export function AnnouncedDates({ call }: { call: Call }) {
  const { announced, timeZone: zone } = call.definition
  const first = announced ?? call.definition
  const rows = [
    { label: 'Opens', shown: call.opensAt, first: first.opensAt },
    { label: 'Closes', shown: call.closesAt, first: first.closesAt },
  ]
  const moved = rows.some((row) => new Date(row.first).getTime() !== row.shown.getTime())
  return (
    <>
      {announced && (
        <Notice tone={moved ? 'warning' : 'info'} title={moved ? 'The dates in this portal were moved' : undefined}>
          <p>{announced.note}</p>
          <p>Released on {formatDate(announced.released)}.</p>
        </Notice>
      )}
      {!announced && !moved && <p>The dates in this portal are those of the Call.</p>}
      {!announced && moved && <Notice title="The deadline was extended" />}
      <div className="space-y-6">
        {rows.map((row) => (
          <div key={row.label} className="max-w-3xl">
            <h3>{row.label}</h3>
            <dl className="mt-2 grid gap-4 border-t border-line pt-2 sm:grid-cols-2">
              <div>
                <dt className="text-quiet">In this portal</dt>
                <dd>
                  <When at={row.shown} zone={zone} />
                </dd>
              </div>
              {moved && (
                <div>
                  <dt className="text-quiet">As announced</dt>
                  <dd>
                    <When at={row.first} zone={zone} />
                  </dd>
                </div>
              )}
            </dl>
          </div>
        ))}
      </div>
    </>
  )
}
