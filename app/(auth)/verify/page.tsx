import type { Metadata } from 'next'
import { db } from '@/db/client'
import { resendVerification, verify } from '@/lib/people/actions'
import { ownerOf } from '@/lib/people/tokens'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { PasswordForm } from '@/lib/people/ui/password-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Confirm your e-mail address', robots: { index: false } }

/** Opening the link changes nothing, since mail scanners open links too: the button does. */
export default async function VerifyPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  if (typeof token === 'string' && (await ownerOf(db, 'verify-email', token))) {
    return (
      <Page title="Confirm your e-mail address">
        <p>
          One more step: enter the password that you chose when you registered. It shows that the registration is yours.
        </p>
        <div className="card max-w-xl">
          <PasswordForm
            action={verify}
            submit="Confirm my address"
            hidden={{ token }}
            fields={[{ name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' }]}
          />
        </div>
      </Page>
    )
  }
  return (
    <Page title="This link no longer works">
      <p>
        It was already used, is older than 48 hours, or is not complete. If your address is already confirmed, sign in.
        If not, ask for a new link.
      </p>
      <div className="card max-w-xl">
        <FieldsForm
          action={resendVerification}
          submit="Send a new link"
          fields={[{ name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'email' }]}
        />
      </div>
    </Page>
  )
}
