import type { ReactNode } from 'react'
import { canRun } from '@/lib/people/permissions'
import { getActor } from '@/lib/people/session'
import { AccountFrame } from '@/lib/people/ui/account-frame'
import { PartNav } from '@/lib/shared/ui/part-nav'
import { committeeLinks } from './links'

export default async function CommitteeLayout({ children }: { children: ReactNode }) {
  const actor = await getActor()
  return (
    <AccountFrame>
      {canRun(actor, 'committee') && <PartNav label="Committee" links={committeeLinks} />}
      {children}
    </AccountFrame>
  )
}
