import type { ReactNode } from 'react'
import { SiteFrame } from '@/lib/ui/site-frame'
import { AccountNav } from '../account-nav'
import { canRun } from '../permissions'
import { getActor } from '../session'

/** The frame of every page: `My application` appears in the header once somebody is signed in. */
export async function AccountFrame({ children }: { children: ReactNode }) {
  const actor = await getActor()
  const links = [
    ...(actor.kind === 'person' ? [{ href: '/apply', label: 'My application' }] : []),
    ...(canRun(actor, 'administration') ? [{ href: '/admin', label: 'Administration' }] : []),
    { href: '/call', label: 'The Call' },
    { href: '/institutions', label: 'Institutions' },
    { href: '/eligible', label: 'Eligibility' },
    { href: '/faq', label: 'FAQ' },
  ]
  return (
    <SiteFrame links={links} account={<AccountNav />}>
      {children}
    </SiteFrame>
  )
}
