import type { Metadata } from 'next'
import Link from 'next/link'
import { reads } from '@/db/client'
import { lastOwn } from '@/lib/people/access/queries'
import { saveName, savePassword } from '@/lib/people/account-actions'
import { MIN_PASSWORD } from '@/lib/people/password-rules'
import { findPerson, listSessions } from '@/lib/people/queries'
import { authenticatorOf } from '@/lib/people/second-factor/queries'
import { requirePerson } from '@/lib/people/session'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { PasswordForm } from '@/lib/people/ui/password-form'
import { OwnRoles } from '@/lib/running/staff/ui/own-roles'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { Sessions } from './sessions'
import { SignIns } from './sign-ins'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage({ searchParams }: { searchParams: Promise<{ notice?: string | string[] }> }) {
  const actor = await requirePerson('/account')
  const [person, sessions, signIns, authenticator] = await Promise.all([
    findPerson(reads, actor.id),
    listSessions(reads, actor.id),
    lastOwn(reads, actor.id),
    authenticatorOf(reads, actor.id),
  ])
  const { notice } = await searchParams
  return (
    <Page title="Your account" caption={shownAddress(actor.email)}>
      {notice === 'signed-out' && (
        <Notice tone="good" live>
          That device is signed out.
        </Notice>
      )}
      <OwnRoles roles={actor.roles} />
      <section className="card space-y-4">
        <h2>Name</h2>
        <FieldsForm
          action={saveName}
          submit="Save name"
          fields={[
            { name: 'name', label: 'Full name', autoComplete: 'name', value: actor.name },
            {
              name: 'latinName',
              label: 'Name in Latin letters',
              autoComplete: 'off',
              optional: true,
              value: person?.latinName ?? '',
            },
          ]}
        />
      </section>
      <section className="card space-y-4">
        <h2>Password</h2>
        <p>Changing it signs you out on all other devices.</p>
        <PasswordForm
          action={savePassword}
          submit="Change password"
          prefix="password-"
          fields={[
            {
              name: 'currentPassword',
              label: 'Current password',
              type: 'password',
              autoComplete: 'current-password',
            },
            {
              name: 'password',
              label: 'New password',
              type: 'new-password',
              autoComplete: 'new-password',
              hint: `At least ${MIN_PASSWORD} characters.`,
            },
          ]}
        />
      </section>
      <section className="card space-y-2">
        <h2>Two-factor sign-in</h2>
        <p>
          {authenticator?.confirmed
            ? 'It is on. To sign in you need your password and a code from the app on your phone.'
            : 'It is off. If you turn it on, you need your password and a code from an app on your phone to sign in.'}
        </p>
        <p>
          <Link href="/account/two-factor" prefetch={false} className="link">
            {authenticator?.confirmed ? 'Change two-factor sign-in' : 'Set up two-factor sign-in'}
          </Link>
        </p>
      </section>
      <section className="card space-y-2">
        <h2>Notifications</h2>
        <p>
          <Link href="/notifications/preferences" prefetch={false} className="link">
            Choose which e-mails you get
          </Link>
        </p>
      </section>
      <section className="card space-y-2">
        <h2>Personal tokens</h2>
        <p>
          <Link href="/account/tokens" prefetch={false} className="link">
            Let a program use the portal in your name
          </Link>
        </p>
      </section>
      <section className="card space-y-2">
        <h2>Your data</h2>
        <p>
          <Link href="/account/data" prefetch={false} className="link">
            Download your data, or have it erased
          </Link>
        </p>
      </section>
      <Sessions sessions={sessions} current={actor.sessionId} />
      <SignIns signIns={signIns} />
    </Page>
  )
}
