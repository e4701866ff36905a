import type { ReactNode } from 'react'
import { AccountFrame } from '@/lib/people/ui/account-frame'

export default function ApplyLayout({ children }: { children: ReactNode }) {
  return <AccountFrame>{children}</AccountFrame>
}
