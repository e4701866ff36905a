import { ACCESS_WORDS, isFailure } from '@/lib/lifecycle/accesses'
import type { OwnAccess } from '@/lib/people/access/queries'
import { Times } from '@/lib/people/access/ui/access-list'
import { formatStamp } from '@/lib/shared/format/format'
import { Tag } from '@/lib/shared/ui/tag'

/** Successful and failed sign-ins: the owner knows which were not their own. */
export function SignIns({ signIns }: { signIns: OwnAccess[] }) {
  return (
    <section className="card space-y-4" aria-labelledby="sign-ins">
      <h2 id="sign-ins">Your last sign-ins</h2>
      {signIns.length === 0 ? (
        <p>Nothing is recorded yet.</p>
      ) : (
        <>
          <p>If one of these was not you, change your password and sign out everywhere.</p>
          <ul className="divide-y divide-line border-y border-line">
            {signIns.map(({ at, kind, device, times }) => (
              <li key={`${kind} ${at.toISOString()} ${device}`} className="space-y-1 py-3">
                <p>
                  <Tag tone={isFailure(kind) ? 'red' : 'green'}>{isFailure(kind) ? 'Failed' : 'Succeeded'}</Tag>{' '}
                  <span className="font-semibold">{ACCESS_WORDS[kind]}</span>
                  <Times kind={kind} times={times} />
                </p>
                <p className="text-sm text-quiet">
                  {device ?? 'Several devices'},{' '}
                  <time dateTime={at.toISOString()} className="whitespace-nowrap">
                    {formatStamp(at, 'long')} UTC
                  </time>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
