import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { signIn } from '@/lib/people/actions'
import { emailField, passwordField } from '@/lib/people/fields'
import { safePath } from '@/lib/people/safe-path'
import { getActor } from '@/lib/people/session'
import { Notice } from '@/lib/ui/notice'
import { Page } from '@/lib/ui/page'
import { TextForm } from '@/lib/ui/text-form'

export const metadata: Metadata = { title: 'Sign in' }

const notices: Record<string, string> = {
  verified: 'Your e-mail address is confirmed. Sign in to go on.',
  reset: 'Your password is changed, and you were signed out everywhere. Sign in with the new one.',
}

type Props = { searchParams: Promise<{ next?: string; notice?: string }> }

export default async function SignInPage({ searchParams }: Props) {
  const { next, notice } = await searchParams
  if ((await getActor()).kind === 'person') redirect(safePath(next))
  return (
    <Page title="Sign in">
      {notice && notices[notice] && <Notice tone="good">{notices[notice]}</Notice>}
      <TextForm action={signIn} fields={[emailField, passwordField]} hidden={next ? { next } : {}} label="Sign in" />
      <p>
        <Link className="link" href="/forgot" prefetch={false}>
          I forgot my password
        </Link>
      </p>
      <p>
        No account yet?{' '}
        <Link className="link" href="/register" prefetch={false}>
          Register
        </Link>
      </p>
    </Page>
  )
}
