import type { Metadata } from 'next'
import { db } from '@/db/client'
import { noteStranger } from '@/lib/people/access/note'
import { MIN_PASSWORD } from '@/lib/people/password-rules'
import { presentClient } from '@/lib/people/present-client'
import { PasswordForm } from '@/lib/people/ui/password-form'
import { invitedBy } from '@/lib/running/staff/accept'
import { accept } from '@/lib/running/staff/actions'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Accept the invitation', robots: { index: false } }

type Props = { searchParams: Promise<{ token?: string | string[] }> }

/** Opening the link changes nothing, since mail scanners open links too: the button does. */
export default async function InvitationPage({ searchParams }: Props) {
  const { token } = await searchParams
  const person = typeof token === 'string' ? await invitedBy(db, token) : null
  if (!person || typeof token !== 'string') {
    if (token !== undefined) await noteStranger(db, 'wrong-link', await presentClient())
    return (
      <Page title="This link no longer works">
        <p>
          It was already used, was cancelled, is older than 30 days, or is not complete. If you have an account, sign
          in: your roles are there. If not, ask the person who invited you to send the invitation again.
        </p>
        <ButtonLink href="/signin">Sign in</ButtonLink>
      </Page>
    )
  }
  return (
    <Page title="Accept the invitation" caption={shownAddress(person.email)}>
      <p>
        Welcome. Choose a password for your account. The next step sets up an authenticator app on your phone; have it
        at hand.
      </p>
      <div className="card max-w-xl">
        <PasswordForm
          action={accept}
          submit="Accept and go on"
          hidden={{ token }}
          fields={[
            { name: 'name', label: 'Your name', autoComplete: 'name', value: person.name },
            {
              name: 'password',
              label: 'Password',
              type: 'new-password',
              autoComplete: 'new-password',
              hint: `At least ${MIN_PASSWORD} characters. Three or four words in a row are easy to remember and hard to guess.`,
            },
          ]}
        />
      </div>
    </Page>
  )
}
