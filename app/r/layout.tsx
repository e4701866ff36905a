import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { RecordEarlyTyping } from '@/lib/form/ui/typed-early'
import { SiteFrame } from '@/lib/ui/site-frame'

/** No search engine, and no page that is linked to, learns the address. */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: 'no-referrer' }

export default function RequestLayout({ children }: { children: ReactNode }) {
  return (
    <SiteFrame links={[{ href: '/call', label: 'The Call' }]} account={null}>
      <RecordEarlyTyping />
      {children}
    </SiteFrame>
  )
}
