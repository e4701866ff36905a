import { signOutEverywhere, signOutOne } from '@/lib/people/account-actions'
import { deviceOf } from '@/lib/people/device-words'
import type { SessionRow } from '@/lib/people/queries'
import { formatStamp } from '@/lib/shared/format/format'
import { Button } from '@/lib/shared/ui/button'
import { SendForm } from '@/lib/shared/ui/sending/send-form'
import { Tag } from '@/lib/shared/ui/tag'

/** The devices on which the account is signed in, each with a sign-out. */
export function Sessions({ sessions, current }: { sessions: SessionRow[]; current: string }) {
  return (
    <section className="card space-y-4">
      <h2>Where you are signed in</h2>
      <ul className="divide-y divide-line border-y border-line">
        {sessions.map((session) => {
          const device = deviceOf(session.userAgent)
          return (
            <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <div>
                <p className="font-semibold">
                  {device} {session.id === current && <Tag tone="green">This device</Tag>}
                </p>
                <p className="text-sm text-quiet">Since {formatStamp(session.createdAt, 'long')} UTC</p>
              </div>
              <SendForm action={signOutOne}>
                <input type="hidden" name="sessionId" value={session.id} />
                <Button look="secondary">
                  Sign out
                  <span className="sr-only">
                    {' '}
                    {device} since {formatStamp(session.createdAt, 'long')}
                  </span>
                </Button>
              </SendForm>
            </li>
          )
        })}
      </ul>
      <SendForm action={signOutEverywhere}>
        <Button look="danger">Sign out everywhere</Button>
      </SendForm>
    </section>
  )
}
