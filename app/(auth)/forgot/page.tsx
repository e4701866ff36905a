import type { Metadata } from 'next'
import { forgot } from '@/lib/people/actions'
import { emailField } from '@/lib/people/fields'
import { Page } from '@/lib/ui/page'
import { TextForm } from '@/lib/ui/text-form'

export const metadata: Metadata = { title: 'Forgotten password' }

export default function ForgotPage() {
  return (
    <Page title="Forgotten password" back={{ href: '/signin', label: 'Sign in' }}>
      <p>We send you a link with which you choose a new one.</p>
      <TextForm action={forgot} fields={[emailField]} label="Send the link" />
    </Page>
  )
}
