import type { ReactNode } from 'react'
import { MESSAGE_STATES } from '@/lib/lifecycle/messages'
import type { ListedMessage } from '@/lib/platform/mail/queries'
import { formatStamp } from '@/lib/shared/format/format'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Tag } from '@/lib/shared/ui/tag'
import { queueOneAgain } from '../actions'

const tones = { queued: 'blue', sent: 'green', failed: 'red' } as const

/** One message for the admin, never with its text. `list`: the filter of its list. */
export function MessageItem({ message, list }: { message: ListedMessage; list: string }) {
  const { id, subject, recipient, template, state, attempts, attemptedAt, error, queuedAt, sentAt } = message
  return (
    <li className="space-y-2 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <p className="font-semibold">{subject}</p>
        <Tag tone={tones[state]}>{MESSAGE_STATES[state]}</Tag>
      </div>
      <dl className="grid gap-x-6 text-sm sm:grid-cols-2 lg:grid-cols-4">
        <Part name="To">{shownAddress(recipient)}</Part>
        <Part name="Template">{template}</Part>
        <Part name="Queued">
          <Time at={queuedAt} />
        </Part>
        {sentAt ? (
          <Part name="Sent">
            <Time at={sentAt} /> ({attempts} {attempts === 1 ? 'attempt' : 'attempts'})
          </Part>
        ) : (
          <Part name="Attempts">
            {attempts}
            {attemptedAt && (
              <>
                , the last <Time at={attemptedAt} />
              </>
            )}
          </Part>
        )}
        {error && (
          <Part name="Last error" whole>
            {error}
          </Part>
        )}
      </dl>
      {state === 'failed' && (
        <ActionForm
          action={queueOneAgain}
          look="secondary"
          label={
            <>
              Send again
              <span className="sr-only">
                {' '}
                {subject} to {shownAddress(recipient)}
              </span>
            </>
          }
        >
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="list" value={list} />
        </ActionForm>
      )}
    </li>
  )
}

function Part({ name, whole, children }: { name: string; whole?: boolean; children: ReactNode }) {
  return (
    <div className={whole ? 'col-span-full' : undefined}>
      <dt className="inline text-quiet">{name}: </dt>
      <dd className="inline">{children}</dd>
    </div>
  )
}

function Time({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{formatStamp(at, 'minutes')} UTC</time>
}
