import type { ReactNode } from 'react'
import { SiteFrame } from '@/lib/ui/site-frame'
import { AccountNav } from '../account-nav'
import { canRun, isStaff } from '../permissions'
import { getActor } from '../session'

/** The frame of every page: `My application` appears in the header once somebody is signed in, `Dossiers` for staff. */
export async function AccountFrame({ children }: { children: ReactNode }) {
  const actor = await getActor()
  const links = [
    ...(actor.kind === 'person' ? signedInLinks(actor.unread) : []),
    ...(isStaff(actor) ? [{ href: '/dossiers', label: 'Dossiers' }] : []),
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
