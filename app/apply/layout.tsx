import type { ReactNode } from 'react'
import { RecordEarlyTyping } from '@/lib/form/ui/typed-early'
import { AccountNav } from '@/lib/people/account-nav'
import { SiteFrame } from '@/lib/ui/site-frame'

const links = [
  { href: '/apply', label: 'My application' },
  { href: '/call', label: 'The Call' },
  { href: '/faq', label: 'Questions' },
]

export default function ApplyLayout({ children }: { children: ReactNode }) {
  return (
    <SiteFrame links={links} account={<AccountNav />}>
      <RecordEarlyTyping />
      {children}
    </SiteFrame>
  )
}
