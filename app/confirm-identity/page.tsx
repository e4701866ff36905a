import type { Metadata } from 'next'
import { safePath } from '@/lib/people/safe-path'
import { confirmIdentity } from '@/lib/people/second-factor/actions'
import { withNext } from '@/lib/people/second-factor/waiting'
import { requirePerson } from '@/lib/people/session'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Confirm who you are', robots: { index: false } }

/** Comes before a sensitive page or file; leads back to it. */
export default async function ConfirmIdentityPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>
}) {
  const { next } = await searchParams
  const back = typeof next === 'string' ? safePath(next, '/work') : '/work'
  await requirePerson(withNext('/confirm-identity', next === undefined ? undefined : back))
  return (
    <Page title="Confirm who you are">
      <p>
        You gave your password some time ago, and this step is sensitive. Afterwards you return to the page where you
        were.
      </p>
      <div className="card max-w-xl">
        <FieldsForm
          action={confirmIdentity}
          submit="Go on"
          hidden={{ next: back }}
          fields={[
            {
              name: 'identityPassword',
              label: 'Your password, or a code of your app',
              type: 'password',
              autoComplete: 'current-password',
            },
          ]}
        />
      </div>
    </Page>
  )
}
