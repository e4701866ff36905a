import type { Metadata } from 'next'
import Link from 'next/link'
import { getActor } from '@/lib/people/session'
import { AccountFrame } from '@/lib/people/ui/account-frame'

const WORK = { href: '/work', label: 'My work' }
const APPLICATION = { href: '/apply', label: 'Your application' }

export const metadata: Metadata = { title: 'Page not found' }

export default async function NotFound() {
  const actor = await getActor()
  const theirs = actor.kind === 'person' && actor.roles.length > 0 ? WORK : APPLICATION
  return (
    <AccountFrame>
      <div className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center px-4 py-16">
        <p className="font-semibold text-brand-700">404</p>
        <h1 className="mt-2 text-brand-900">This page does not exist</h1>
        <p className="mt-4">
          The address may be mistyped, or what it showed is no longer here, or you may need to be signed in as someone
          else to see it.
        </p>
        <ul className="mt-6 flex flex-wrap gap-x-6 gap-y-2">
          <li>
            <Link href="/" prefetch={false} className="link">
              Home page
            </Link>
          </li>
          <li>
            <Link href="/call" prefetch={false} className="link">
              The Call
            </Link>
          </li>
          <li>
            <Link href={theirs.href} prefetch={false} className="link">
              {theirs.label}
            </Link>
          </li>
        </ul>
      </div>
    </AccountFrame>
  )
}
