import type { ReactNode } from 'react'
import { SiteFrame } from '@/lib/ui/site-frame'
import { AccountNav } from '../account-nav'
import { canRun, isStaff, type PortalPart } from '../permissions'
import { getActor } from '../session'

/** The frame of every page: the header leads to what the person may run. */
export async function AccountFrame({ children }: { children: ReactNode }) {
  const actor = await getActor()
  const links = [
    ...(actor.kind === 'person' ? signedInLinks(actor.unread) : []),
    ...STAFF_LINKS.filter(({ part }) => canRun(actor, part)),
    { href: '/call', label: 'The Call' },
    // Whoever works on a Call needs no way to learn of it.
    ...(isStaff(actor) || canRun(actor, 'review') ? [] : PUBLIC_LINKS),
  ]
  return (
    <SiteFrame links={links} account={<AccountNav />}>
      {children}
    </SiteFrame>
  )
}

const STAFF_LINKS: { href: string; label: string; part: PortalPart }[] = [
  { href: '/work', label: 'My work', part: 'work' },
  { href: '/applications', label: 'Applications', part: 'applications' },
  { href: '/review', label: 'Reviews', part: 'review' },
  { href: '/nominations', label: 'Nominations', part: 'nominations' },
  { href: '/committee', label: 'Committee', part: 'committee' },
  { href: '/admin', label: 'Administration', part: 'administration' },
]
const PUBLIC_LINKS = [
  { href: '/institutions', label: 'Institutions' },
  { href: '/eligible', label: 'Eligibility' },
  { href: '/faq', label: 'FAQ' },
]

function signedInLinks(unread: number) {
  const label = (
    <>
      Notifications
      {unread > 0 && (
        <span className="ml-1 rounded-full bg-sun-400 px-2 text-sm font-bold text-brand-900">
          {unread > 99 ? '99+' : unread}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </>
  )
  return [
    { href: '/apply', label: 'My application' },
    { href: '/notifications', label },
  ]
}
