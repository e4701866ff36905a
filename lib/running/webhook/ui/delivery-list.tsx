import Link from 'next/link'
import { formatStamp } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Tag } from '@/lib/shared/ui/tag'
import { again } from '../actions'
import type { Delivery } from '../queries'

const STATES = {
  waiting: { tone: 'blue', words: 'Waiting' },
  delivered: { tone: 'green', words: 'Delivered' },
  failed: { tone: 'red', words: 'Failed' },
} as const

/** A webhook's deliveries, newest first, with a button to send one again. */
export function DeliveryList({ deliveries }: { deliveries: Delivery[] }) {
  return (
    <ol className="card divide-y divide-line py-0">
      {deliveries.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
          <div className="min-w-0 space-y-1">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Tag tone={STATES[one.state].tone}>{STATES[one.state].words}</Tag>
              <Link href={`/applications/${one.applicationId}`} prefetch={false} className="link">
                {one.number}
              </Link>
              <span className="text-sm">{typeOf(one.body)}</span>
            </p>
            <p className="text-sm text-quiet">
              {formatStamp(one.createdAt, 'seconds')} UTC; {one.attempts} {one.attempts === 1 ? 'attempt' : 'attempts'}
              {one.attemptedAt && <>, the last {formatStamp(one.attemptedAt, 'seconds')}</>}
            </p>
            {one.error && <p className="text-sm break-words">{one.error}</p>}
          </div>
          {one.state !== 'waiting' && (
            <ActionForm
              action={again}
              look="secondary"
              label={
                <>
                  Send again
                  <span className="sr-only">
                    {' '}
                    {typeOf(one.body)} of {one.number}
                  </span>
                </>
              }
            >
              <input type="hidden" name="delivery" value={one.id} />
            </ActionForm>
          )}
        </li>
      ))}
    </ol>
  )
}

const typeOf = (body: string): string => JSON.parse(body).type
