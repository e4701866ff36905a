import type { Metadata } from 'next'
import { forgot } from '@/lib/people/actions'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Forgotten password' }

export default function ForgotPage() {
  return (
    <Page title="Forgotten password" back={{ href: '/signin', label: 'Sign in' }}>
      <p>
        Enter your account’s e-mail address. We will send you a link to choose a new password. The link works for one
        hour.
      </p>
      <div className="card max-w-xl">
        <FieldsForm
          action={forgot}
          submit="Send the link"
          fields={[{ name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' }]}
        />
      </div>
    </Page>
  )
}
