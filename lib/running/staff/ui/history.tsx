import type { Call } from '@/lib/call/call'
import { Instant } from '@/lib/shared/ui/instant'
import type { Happened } from '../queries'
import { ROLE_WORDS, type RoleName } from '../rules'

const WORDS: Record<string, string> = {
  'role-given': 'Role given',
  'role-ended': 'Role ended',
  'role-reactivated': 'Role given back',
  'invitation-resent': 'Invitation sent again',
  'invitation-accepted': 'Invitation accepted',
  'people-imported': 'Imported from a file',
  'reviewer-changed': 'What they review was changed',
  'second-factor-set-up': 'Authenticator set up',
  'second-factor-removed': 'Authenticator removed',
  'second-factor-reset': 'Authenticator reset',
  'second-factor-recovery-code': 'Signed in with a recovery code',
  'second-factor-new-codes': 'New recovery codes made',
}

/** The history of a person's roles and sign-in, newest first. */
export function History({ events, calls }: { events: Happened[]; calls: Call[] }) {
  const zone = calls[0]?.definition.timeZone ?? 'UTC'
  return (
    <section className="space-y-3">
      <h2>What happened</h2>
      {events.length === 0 && <p>Nothing was recorded.</p>}
      <ol className="space-y-3 border-l-2 border-brand-200 pl-4">
        {events.map(({ id, at, type, by, data }) => (
          <li key={id}>
            <p className="font-semibold">
              {WORDS[type] ?? type}
              {typeof data.role === 'string' && `: ${ROLE_WORDS[data.role as RoleName] ?? data.role}`}
            </p>
            <p className="text-sm text-quiet">
              <bdi>{by}</bdi>, <Instant at={at} zone={zone} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
