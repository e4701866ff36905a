import type { Metadata } from 'next'
import Link from 'next/link'
import { register } from '@/lib/people/actions'
import { emailField, nameFields, newPasswordField } from '@/lib/people/fields'
import { Page } from '@/lib/ui/page'
import { TextForm } from '@/lib/ui/text-form'

export const metadata: Metadata = { title: 'Register' }

export default function RegisterPage() {
  const hint = 'We send a link to it that you open before you apply.'
  const fields = [...nameFields, { ...emailField, hint }, { ...newPasswordField, label: 'Password' }]
  return (
    <Page title="Register">
      <TextForm action={register} fields={fields} label="Register" />
      <p>
        You have an account?{' '}
        <Link className="link" href="/signin" prefetch={false}>
          Sign in
        </Link>
      </p>
    </Page>
  )
}
