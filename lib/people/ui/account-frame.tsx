import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { MADE_FOR, madeFor } from '@/lib/shared/http/made-for'
import { keeperOf } from '@/lib/shared/keep/keeper'
import { settings } from '@/lib/shared/settings'
import { type SignedIn, type Visitor, visitor } from '../actor'
import { canRun, type PortalPart } from '../permissions'
import { getActor } from '../session'
import { type Account, AccountInDocument, AccountShell } from './account'

/** The frame of every page: the header links to what the person may run. */
export async function AccountFrame({ children }: { children: ReactNode }) {
  const { what, at } = madeFor((await headers()).get(MADE_FOR))
  const account = accountOf(what === 'page' ? visitor : await getActor())
  return (
    <AccountShell account={account} kept={what === 'page'} at={at} demo={settings().DEMO}>
      {what !== 'reader' && <AccountInDocument account={account} />}
      {children}
    </AccountShell>
  )
}

function accountOf(actor: Visitor | SignedIn): Account {
  const staff = STAFF_LINKS.filter(({ part }) => canRun(actor, part)).map(({ href, label }) => ({ href, label }))
  if (actor.kind !== 'person') return { links: PUBLIC_LINKS, person: null }
  // A person who works on a Call does not need its public pages here; their own application is under 'My work'.
  const links = staff.length > 0 ? staff : [{ href: '/apply', label: 'My application' }, ...PUBLIC_LINKS]
  const { name, unread, roles } = actor
  return { links, person: { name, unread, hasRole: roles.length > 0, keeper: keeperOf(actor) } }
}

const STAFF_LINKS: { href: string; label: string; part: PortalPart }[] = [
  { href: '/work', label: 'My work', part: 'work' },
  { href: '/applications', label: 'Applications', part: 'applications' },
  { href: '/review', label: 'Reviews', part: 'review' },
  { href: '/nominations', label: 'Nominations', part: 'nominations' },
  { href: '/committee', label: 'Committee', part: 'committee' },
  { href: '/tracker', label: 'Tracker', part: 'tracker' },
  { href: '/decisions', label: 'Decisions', part: 'decisions' },
  { href: '/admin', label: 'Administration', part: 'administration' },
]
const PUBLIC_LINKS = [
  { href: '/call', label: 'The Call' },
  { href: '/institutions', label: 'Institutions' },
  { href: '/eligible', label: 'Eligibility' },
  { href: '/faq', label: 'FAQ' },
]
