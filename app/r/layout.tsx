import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { RecordEarlyTyping } from '@/lib/form/ui/typed-early'
import { settings } from '@/lib/shared/settings'
import { HeaderLinks } from '@/lib/shared/ui/nav-links'
import { SiteFrame } from '@/lib/shared/ui/site-frame'

/** Keeps the address from search engines; the Referrer-Policy of every answer keeps it from other sites. */
export const metadata: Metadata = { robots: { index: false, follow: false } }

export default function RequestLayout({ children }: { children: ReactNode }) {
  return (
    <SiteFrame
      links={<HeaderLinks links={[{ href: '/call', label: 'The Call' }]} />}
      account={null}
      demo={settings().DEMO}
    >
      <RecordEarlyTyping />
      {children}
    </SiteFrame>
  )
}
