import type { ReactNode } from 'react'
import { RecordEarlyTyping } from '@/lib/form/ui/typed-early'
import { AccountFrame } from '@/lib/people/ui/account-frame'

export default function ReviewLayout({ children }: { children: ReactNode }) {
  return (
    <AccountFrame>
      <RecordEarlyTyping />
      {children}
    </AccountFrame>
  )
}
