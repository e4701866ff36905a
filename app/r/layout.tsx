import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { RecordEarlyTyping } from '@/lib/form/ui/typed-early'
import { SiteFrame } from '@/lib/shared/ui/site-frame'

/** No search engine learns the address; other sites do not either, by the Referrer-Policy of every answer. */
export const metadata: Metadata = { robots: { index: false, follow: false } }

export default function RequestLayout({ children }: { children: ReactNode }) {
  return (
    <SiteFrame links={[{ href: '/call', label: 'The Call' }]} account={null}>
      <RecordEarlyTyping />
      {children}
    </SiteFrame>
  )
}
