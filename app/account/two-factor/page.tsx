import type { Metadata } from 'next'
import { db } from '@/db/client'
import { safePath } from '@/lib/people/safe-path'
import { begin } from '@/lib/people/second-factor/actions'
import { pendingOf } from '@/lib/people/second-factor/factor'
import { authenticatorOf } from '@/lib/people/second-factor/queries'
import { countCodes } from '@/lib/people/second-factor/recovery-codes'
import { isRequired } from '@/lib/people/second-factor/rules'
import { Enrolled } from '@/lib/people/second-factor/ui/enrolled'
import { Enrolment } from '@/lib/people/second-factor/ui/enrolment'
import { requirePerson } from '@/lib/people/session'
import { PasswordForm } from '@/lib/people/ui/password-form'
import { settings } from '@/lib/shared/settings'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Two-factor sign-in' }

type Query = { next?: string | string[]; notice?: string | string[] }

/** Sets up an authenticator, or offers changes to the present one. Opening the page changes nothing. */
export default async function TwoFactorPage({ searchParams }: { searchParams: Promise<Query> }) {
  const person = await requirePerson('/account/two-factor')
  const query = await searchParams
  const next = typeof query.next === 'string' ? safePath(query.next) : undefined
  const back = { href: '/account', label: 'Your account' }
  const [authenticator, pending] = await Promise.all([authenticatorOf(db, person.id), pendingOf(db, person)])
  if (authenticator?.confirmed) {
    const required = person.roles.length > 0 && isRequired(person.email, settings().DEMO)
    return (
      <Page title="Two-factor sign-in" back={back}>
        <Enrolled codes={await countCodes(db, person.id)} required={required} />
      </Page>
    )
  }
  return (
    <Page title={pending ? 'Set up two-factor sign-in' : 'Two-factor sign-in'} back={back}>
      {query.notice === 'removed' && (
        <Notice tone="good" live>
          The authenticator is removed.
        </Notice>
      )}
      {person.mustEnrol && (
        <Notice tone="warning" title="Your roles begin once this is done">
          <p>
            Applicants trust us with their papers, so everybody who works on applications signs in with a password and a
            code from an app.
          </p>
        </Notice>
      )}
      {pending ? (
        <Enrolment secret={pending.secret} email={person.email} next={next} />
      ) : (
        <section className="card space-y-4">
          <h2>Set up an authenticator app</h2>
          <p>
            After that you need your password and a code from the app to sign in, so a stolen password alone opens
            nothing. Have your phone ready. It takes two minutes.
          </p>
          <PasswordForm
            action={begin}
            submit="Set it up"
            hidden={next ? { next } : {}}
            fields={[{ name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' }]}
          />
        </section>
      )}
    </Page>
  )
}
