'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'

type Props = Record<'links' | 'account' | 'children', ReactNode> & {
  /** Says that this is a demonstration. */
  demo: boolean
}

/** Header, main and footer of every page. `links` and `account` are in the header. */
export function SiteFrame({ links, account, demo, children }: Props) {
  return (
    <>
      <header className="bg-brand-900 text-white">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <Link href="/" prefetch={false} className="text-lg font-bold">
            <span className="text-sun-400">ANSO</span> <span className="max-sm:sr-only">Scholarship</span>
          </Link>
          <nav
            aria-label="Main"
            className="order-last flex basis-full flex-wrap gap-x-4 gap-y-1 xl:order-none xl:flex-1 xl:basis-auto"
          >
            {links}
          </nav>
          <div className="ml-auto flex items-center gap-4">{account}</div>
        </div>
      </header>
      {demo && (
        <p className="bg-sun-400 px-4 py-1 text-center text-sm text-ink">
          A demonstration.{' '}
          <Link href="/call/sources" prefetch={false} className="underline underline-offset-4">
            The Call’s dates were moved
          </Link>{' '}
          so that it is open.
        </p>
      )}
      <main id="main" className="flex-1">
        {children}
      </main>
      <footer className="mt-12 border-t border-line bg-white text-sm text-quiet">
        <div className="mx-auto flex max-w-6xl flex-wrap gap-x-6 gap-y-1 px-4 py-6">
          <p>Alliance of International Science Organizations</p>
          <Link href="/call/sources" prefetch={false} className="link">
            Sources and dates
          </Link>
          <Link href="/verify-letter" prefetch={false} className="link">
            Verify a letter
          </Link>
        </div>
      </footer>
    </>
  )
}
