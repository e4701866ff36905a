'use client'

import Link from 'next/link'

type Way = { href: string; label: string }
const WAYS: Way[] = [
  { href: '/', label: 'Home page' },
  { href: '/call', label: 'The Call' },
]

/** Says that a page does not exist, and leads elsewhere. `own`: where the person goes on. */
export function NotFoundText({ own }: { own: Way }) {
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center px-4 py-16">
      <p className="font-semibold text-brand-700">404</p>
      <h1 className="mt-2 text-brand-900">This page does not exist</h1>
      <p className="mt-4">
        The address may be mistyped, or what it showed is no longer here, or you may need to be signed in as someone
        else to see it.
      </p>
      <ul className="mt-6 flex flex-wrap gap-x-6 gap-y-2">
        {[...WAYS, own].map(({ href, label }) => (
          <li key={href}>
            <Link href={href} prefetch={false} className="link">
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
