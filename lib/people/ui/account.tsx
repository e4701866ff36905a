'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { ACCOUNT } from '@/lib/shared/http/made-for'
import type { Keeper } from '@/lib/shared/keep/keeper'
import { KeeperProvider, OneAccount } from '@/lib/shared/keep/ui/keeper-context'
import { HeaderLinks } from '@/lib/shared/ui/nav-links'
import { LeftOver } from '@/lib/shared/ui/sending/left-over'
import { SendForm } from '@/lib/shared/ui/sending/send-form'
import { SiteFrame } from '@/lib/shared/ui/site-frame'
import type { PortalPart } from '../permissions'
import { signOut } from '../sign-out'
import { linksFor } from './account-links'
import { IdleWarning } from './idle-warning'

/** What the frame of a page shows of the person who opened it; `person` is null for a visitor. */
export type Account = {
  /** The parts of the portal that the person may run. */
  runs: PortalPart[]
  person: { name: string; unread: number; hasRole: boolean; keeper: Keeper } | null
}

type Props = {
  account: Account
  /** The page is kept for everybody, so that in a browser the account is the document's and not the given one. */
  kept: boolean
  /** The path of the page that shows the header, if it is not the present one. */
  at?: string
  demo: boolean
  children: ReactNode
}

/**
 * The frame around a page, and the page itself: it belongs to one account, for which its forms keep unsent text. A
 * client component, so that what crosses to the browser is the account and not the frame's markup.
 */
export function AccountShell({ account: given, kept, at, demo, children }: Props) {
  const account = (kept && ofDocument()) || given
  const keeper = account.person?.keeper ?? null
  return (
    <SiteFrame
      links={<HeaderLinks links={linksFor(account.runs, account.person !== null)} at={at} />}
      account={<AccountNav person={account.person} />}
      demo={demo}
    >
      <OneAccount owner={keeper?.owner ?? null}>
        <KeeperProvider keeper={keeper}>
          <LeftOver />
          {children}
        </KeeperProvider>
      </OneAccount>
    </SiteFrame>
  )
}

/** The account that the server wrote into this document. It stays the document's, however often the page changes. */
let written: Account | undefined
function ofDocument(): Account | undefined {
  if (typeof document === 'undefined') return
  const { textContent } = document.getElementById(ACCOUNT) ?? {}
  if (textContent) written ??= JSON.parse(textContent)
  return written
}

/** Writes an account where `ofDocument` reads it. The server puts another into a kept page, so React leaves it alone. */
export function AccountInDocument({ account }: { account: Account }) {
  return (
    <script
      id={ACCOUNT}
      type="application/json"
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: JSON.stringify(account).replaceAll('<', '\\u003c') }}
    />
  )
}

const link = 'py-1 underline-offset-4 hover:underline'

/** The right end of the site's header: notifications, the signed-in person and the way out; or the ways in. */
function AccountNav({ person }: { person: Account['person'] }) {
  if (!person) {
    return (
      <>
        <Link href="/signin" prefetch={false} className={link}>
          Sign in
        </Link>
        <Link href="/register" prefetch={false} className={link}>
          Register
        </Link>
      </>
    )
  }
  return (
    <>
      {person.hasRole && <IdleWarning />}
      <Notifications unread={person.unread} />
      <Link href="/account" prefetch={false} className={`${link} max-w-36 truncate sm:max-w-48 xl:max-w-36`}>
        <span className="sr-only">Your account: </span>
        <bdi>{person.name}</bdi>
      </Link>
      <SendForm action={signOut}>
        <button type="submit" className={`${link} cursor-pointer`}>
          Sign out
        </button>
      </SendForm>
    </>
  )
}

/** A bell and the number of unread notifications: the word would not fit an admin's header on one line. */
function Notifications({ unread }: { unread: number }) {
  return (
    <Link href="/notifications" prefetch={false} className={`${link} inline-flex shrink-0 items-center`}>
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6" fill="none" stroke="currentColor">
        <path
          strokeWidth="1.8"
          strokeLinejoin="round"
          strokeLinecap="round"
          d="M6 16V10a6 6 0 0 1 12 0v6l2 2H4zM10 21h4"
        />
      </svg>
      <span className="sr-only">Notifications</span>
      {unread > 0 && (
        <span className="ml-1 rounded-full bg-sun-400 px-2 text-sm font-bold text-brand-900">
          {unread > 99 ? '99+' : unread}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </Link>
  )
}
