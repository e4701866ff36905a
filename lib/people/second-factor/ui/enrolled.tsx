import { PasswordForm } from '@/lib/people/ui/password-form'
import { Notice } from '@/lib/shared/ui/notice'
import { remove, renew } from '../actions'

const fields = [
  { name: 'password', label: 'Password', type: 'password' as const, autoComplete: 'current-password' },
  {
    name: 'code',
    label: 'Code of your app, or a recovery code',
    autoComplete: 'one-time-code',
    hint: 'A code counts once: if you have just signed in with this one, wait for the next.',
  },
]

/** The choices of a person with an authenticator: new recovery codes, another device, no authenticator. */
export function Enrolled({ codes, required }: { codes: number; required: boolean }) {
  return (
    <>
      <Notice tone="good" title="Two-factor sign-in is on">
        <p>To sign in you need your password and a code from your app.</p>
      </Notice>
      {codes < 3 && (
        <Notice
          tone="warning"
          title={
            codes === 0
              ? 'You have no recovery code left'
              : `You have only ${codes} recovery ${codes === 1 ? 'code' : 'codes'} left`
          }
        >
          <p>Make new ones, so that you can sign in without your phone.</p>
        </Notice>
      )}
      <section className="card space-y-4">
        <h2>New recovery codes</h2>
        <p>You have {codes} of 10 left. New codes replace all old ones, and we show them only once.</p>
        <PasswordForm action={renew} submit="Make new recovery codes" prefix="renew-" fields={fields} />
      </section>
      <section className="card space-y-4">
        <h2>{required ? 'Another phone or app' : 'Another phone or app, or none'}</h2>
        <p>
          Remove the authenticator, then set up the new one.
          {required && ' You cannot use your roles until you have: work on applications needs an authenticator.'}
        </p>
        <PasswordForm action={remove} submit="Remove the authenticator" prefix="remove-" fields={fields} />
      </section>
    </>
  )
}
