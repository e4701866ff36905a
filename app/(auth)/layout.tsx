import type { ReactNode } from 'react'
import { AccountNav, navLinks } from '@/lib/people/account-nav'
import { getActor } from '@/lib/people/session'
import { SiteFrame } from '@/lib/ui/site-frame'

export default async function AccountsLayout({ children }: { children: ReactNode }) {
  return (
    <SiteFrame links={navLinks(await getActor())} account={<AccountNav />}>
      {children}
    </SiteFrame>
  )
}
