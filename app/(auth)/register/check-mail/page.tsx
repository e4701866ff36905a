import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'
import { mailboxOpen } from '@/lib/mail/mailbox'
import { resendVerification } from '@/lib/people/actions'
import { emailField } from '@/lib/people/fields'
import { Page } from '@/lib/ui/page'
import { TextForm } from '@/lib/ui/text-form'

export const metadata: Metadata = { title: 'Check your mail' }

export default async function CheckMailPage() {
  const email = (await cookies()).get('check-mail')?.value
  return (
    <Page title="Check your mail">
      <p>
        We have sent a message to {email ? <strong>{email}</strong> : 'your address'}. Open the link in it to go on. It
        may take a few minutes; look among the unwanted mail too.
      </p>
      {mailboxOpen() && (
        <p>
          This portal sends no real mail:{' '}
          <Link className="link" href="/mailbox" prefetch={false}>
            read it in the mailbox page
          </Link>
          .
        </p>
      )}
      <h2>Nothing came?</h2>
      <TextForm action={resendVerification} fields={[{ ...emailField, value: email }]} label="Send a new link" />
    </Page>
  )
}
