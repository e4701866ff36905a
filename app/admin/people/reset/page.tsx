import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { appointsIn } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { findAccount } from '@/lib/running/staff/actions'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Find an account to reset' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function FindAccountPage({ searchParams }: Props) {
  const admin = await requireRunner('people', '/admin/people/reset')
  if (appointsIn(admin) !== 'all') notFound()
  const { done } = await searchParams
  return (
    <Page title="Find an account to reset" back={{ href: '/admin/people', label: 'People' }}>
      {done === 'yes' && (
        <Notice tone="good" live>
          The authenticator is reset. We have signed them out everywhere and told them.
        </Notice>
      )}
      <p>
        For an applicant who set up two-factor sign-in and has lost both the phone and the recovery codes. People with a
        role are in the list of people, and are reset there.
      </p>
      <FieldsForm
        action={findAccount}
        submit="Find the account"
        fields={[
          {
            name: 'email',
            label: 'E-mail address',
            type: 'email',
            autoComplete: 'off',
            hint: 'The whole address with which they sign in.',
          },
        ]}
      />
    </Page>
  )
}
