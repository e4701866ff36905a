import type { Metadata } from 'next'
import { db } from '@/db/client'
import { reset } from '@/lib/people/actions'
import { MIN_PASSWORD } from '@/lib/people/password-rules'
import { ownerOf } from '@/lib/people/tokens'
import { PasswordForm } from '@/lib/people/ui/password-form'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Choose a new password', robots: { index: false } }

export default async function ResetPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  if (typeof token === 'string' && (await ownerOf(db, 'reset-password', token))) {
    return (
      <Page title="Choose a new password">
        <p>Every device that is signed in to your account will be signed out.</p>
        <div className="card max-w-xl">
          <PasswordForm
            action={reset}
            submit="Set the new password"
            hidden={{ token }}
            fields={[
              {
                name: 'password',
                label: 'New password',
                type: 'new-password',
                autoComplete: 'new-password',
                hint: `At least ${MIN_PASSWORD} characters. Three or four words in a row are hard to guess.`,
              },
            ]}
          />
        </div>
      </Page>
    )
  }
  return (
    <Page title="This link no longer works">
      <p>It was already used, is older than one hour, or is not complete.</p>
      <ButtonLink href="/forgot">Ask for a new link</ButtonLink>
    </Page>
  )
}
