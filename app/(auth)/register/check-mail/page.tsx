import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'
import { resendVerification } from '@/lib/people/actions'
import { cookieName } from '@/lib/people/cookie'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { mailboxOpen } from '@/lib/platform/mail/mailbox'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Check your mail' }

export default async function CheckMailPage() {
  const email = (await cookies()).get(cookieName('check-mail'))?.value
  return (
    <Page title="Check your mail">
      <p>
        We have sent a message to {email ? <strong>{shownAddress(email)}</strong> : 'your address'}. Open the link in it
        to confirm your address; then you can sign in.
      </p>
      {mailboxOpen() && (
        <Notice title="This portal sends no mail">
          <p>
            It is a demonstration, and what it would send is in its{' '}
            <Link href="/mailbox" prefetch={false} className="link">
              mailbox
            </Link>
            .
          </p>
        </Notice>
      )}
      <section className="card max-w-xl space-y-4">
        <h2>Nothing has come?</h2>
        <p>It can take a few minutes. Check your spam folder too, or ask for the link again.</p>
        <FieldsForm
          action={resendVerification}
          submit="Send the link again"
          fields={[{ name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'email', value: email }]}
        />
      </section>
    </Page>
  )
}
