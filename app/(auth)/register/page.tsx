import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getActor } from '@/lib/people/session'
import { RegisterForm } from '@/lib/people/ui/register-form'
import { Page } from '@/lib/ui/page'

export const metadata: Metadata = { title: 'Register' }

export default async function RegisterPage() {
  if ((await getActor()).kind === 'person') redirect('/account')
  return (
    <Page title="Register">
      <p>One account is enough for your application: you can leave at any time and come back to it.</p>
      <div className="card max-w-xl">
        <RegisterForm />
      </div>
      <p>
        You have an account?{' '}
        <Link href="/signin" prefetch={false} className="link">
          Sign in
        </Link>
      </p>
    </Page>
  )
}
