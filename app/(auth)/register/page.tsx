import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getActor } from '@/lib/people/session'
import { RegisterForm } from '@/lib/people/ui/register-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Register' }

export default async function RegisterPage() {
  if ((await getActor()).kind === 'person') redirect('/account')
  return (
    <Page title="Register">
      <p>You need one account. You can stop at any time and come back.</p>
      <div className="card max-w-xl">
        <RegisterForm />
      </div>
      <p>
        Already have an account?{' '}
        <Link href="/signin" prefetch={false} className="link">
          Sign in
        </Link>
      </p>
    </Page>
  )
}
