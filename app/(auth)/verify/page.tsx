import type { Metadata } from 'next'
import { db } from '@/db/client'
import { resendVerification, verify } from '@/lib/people/actions'
import { isUsable } from '@/lib/people/tokens'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { ActionForm } from '@/lib/ui/action-form'
import { Page } from '@/lib/ui/page'

export const metadata: Metadata = { title: 'Confirm your e-mail address', robots: { index: false } }

/** Opening the link changes nothing, since mail scanners open links too: the button does. */
export default async function VerifyPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  if (typeof token === 'string' && (await isUsable(db, 'verify-email', token))) {
    return (
      <Page title="Confirm your e-mail address">
        <p>One more step: confirm that this address is yours. Then sign in with the password that you chose.</p>
        <ActionForm action={verify} label="Confirm my address">
          <input type="hidden" name="token" value={token} />
        </ActionForm>
      </Page>
    )
  }
  return (
    <Page title="This link does not work any more">
      <p>
        It was used already, is older than 48 hours, or is not complete. If your address is confirmed, just sign in;
        else have a new link sent.
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
