import type { Metadata } from 'next'
import Link from 'next/link'
import { verify } from '@/lib/people/actions'
import { Page } from '@/lib/ui/page'
import { TextForm } from '@/lib/ui/text-form'

export const metadata: Metadata = { title: 'Confirm your e-mail address', referrer: 'no-referrer' }

/** Opening the link changes nothing, for programs that check mails open links too; the button does it. */
export default async function VerifyPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token } = await searchParams
  if (!token) {
    return (
      <Page title="This link does not work any more">
        <p>It was used before, or it is too old.</p>
        <p>
          <Link className="link" href="/register/check-mail" prefetch={false}>
            Get a new link
          </Link>{' '}
          or{' '}
          <Link className="link" href="/signin" prefetch={false}>
            sign in
          </Link>
          .
        </p>
      </Page>
    )
  }
  return (
    <Page title="Confirm your e-mail address">
      <TextForm action={verify} fields={[]} hidden={{ token }} label="Confirm my address" />
    </Page>
  )
}
