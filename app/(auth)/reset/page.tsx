import type { Metadata } from 'next'
import Link from 'next/link'
import { reset } from '@/lib/people/actions'
import { newPasswordField } from '@/lib/people/fields'
import { Page } from '@/lib/ui/page'
import { TextForm } from '@/lib/ui/text-form'

export const metadata: Metadata = { title: 'Choose a new password', referrer: 'no-referrer' }

export default async function ResetPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token } = await searchParams
  if (!token) {
    return (
      <Page title="This link does not work any more">
        <p>
          It was used before, or it is older than an hour.{' '}
          <Link className="link" href="/forgot" prefetch={false}>
            Get a new link
          </Link>
        </p>
      </Page>
    )
  }
  return (
    <Page title="Choose a new password">
      <p>You will be signed out everywhere else.</p>
      <TextForm action={reset} fields={[newPasswordField]} hidden={{ token }} label="Save the password" />
    </Page>
  )
}
