import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { signIn } from '@/lib/people/actions'
import { landingOf } from '@/lib/people/landing'
import { safePath } from '@/lib/people/safe-path'
import { getWaiting, withNext } from '@/lib/people/second-factor/waiting'
import { getActor } from '@/lib/people/session'
import { PasswordForm } from '@/lib/people/ui/password-form'
import { noticeIn, type PageProps } from '@/lib/shared/address'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Sign in' }

const notices: Record<string, string> = {
  erased: 'Your account and everything personal in it are erased.',
  verified: 'Your e-mail address is confirmed. You can sign in now.',
  reset: 'Your new password is set, and every device was signed out. Sign in with it now.',
  'known-browser': 'Your account now recognises this browser. Sign in with your password.',
  'signed-out': 'You are signed out.',
  'not-sent':
    'You were signed out, so we did not save what you sent. Sign in, then go back in your browser to what you typed and send it again.',
  'signed-out-everywhere': 'You are signed out on every device.',
}

export default async function SignInPage({ searchParams }: PageProps) {
  const query = await searchParams
  const next = typeof query.next === 'string' ? query.next : undefined
  if (await getWaiting()) redirect(withNext('/signin/code', next))
  const actor = await getActor()
  if (actor.kind === 'person') redirect(safePath(next, landingOf(actor)))
  const notice = noticeIn(query, notices)
  return (
    <Page title="Sign in">
      {notice && (
        <Notice tone={query.notice === 'not-sent' ? 'warning' : 'good'} live>
          {notice}
        </Notice>
      )}
      <div className="card max-w-xl">
        <PasswordForm
          action={signIn}
          submit="Sign in"
          hidden={next ? { next: safePath(next) } : {}}
          fields={[
            { name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' },
            { name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' },
          ]}
        />
      </div>
      <p>
        <Link href="/forgot" prefetch={false} className="link">
          Forgot your password?
        </Link>
      </p>
      <p>
        Blocked after too many attempts?{' '}
        <Link href="/signin/link" prefetch={false} className="link">
          Ask for a link by e-mail
        </Link>
      </p>
      <p>
        No account yet?{' '}
        <Link href="/register" prefetch={false} className="link">
          Register
        </Link>
      </p>
    </Page>
  )
}
