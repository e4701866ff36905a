import type { ReactNode } from 'react'
import { keeperOf } from '@/lib/shared/keep/keeper'
import { OneAccount } from '@/lib/shared/keep/ui/keeper-context'
import { Keeping } from '@/lib/shared/keep/ui/keeping'
import { SiteFrame } from '@/lib/shared/ui/site-frame'
import { AccountNav } from '../account-nav'
import { canRun, type PortalPart } from '../permissions'
import { getActor } from '../session'

/** The frame of every page: the header links to what the person may run. */
export async function AccountFrame({ children }: { children: ReactNode }) {
  const actor = await getActor()
  const staff = STAFF_LINKS.filter(({ part }) => canRun(actor, part))
  // A person who works on a Call does not need its public pages here; their own application is under 'My work'.
  const links = [
    ...(actor.kind === 'person' && staff.length === 0 ? [{ href: '/apply', label: 'My application' }] : []),
    ...staff.map(({ href, label }) => ({ href, label })),
    ...(staff.length === 0 ? PUBLIC_LINKS : []),
  ]
  return (
    <SiteFrame links={links} account={<AccountNav />}>
      <OneAccount owner={actor.kind === 'person' ? keeperOf(actor).owner : null}>
        {actor.kind === 'person' ? <Keeping whose={actor}>{children}</Keeping> : children}
      </OneAccount>
    </SiteFrame>
  )
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
