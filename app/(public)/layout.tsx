import type { ReactNode } from 'react'
import { AccountNav } from '@/lib/people/account-nav'
import { SiteFrame } from '@/lib/ui/site-frame'

const links = [
  { href: '/call', label: 'The Call' },
  { href: '/institutions', label: 'Institutions' },
  { href: '/eligible', label: 'Eligibility' },
  { href: '/faq', label: 'FAQ' },
]

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <SiteFrame links={links} account={<AccountNav />}>
      {children}
    </SiteFrame>
  )
}
