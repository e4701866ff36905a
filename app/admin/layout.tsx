import type { ReactNode } from 'react'
import { canRun } from '@/lib/people/permissions'
import { getActor } from '@/lib/people/session'
import { AccountFrame } from '@/lib/people/ui/account-frame'
import { PartNav } from '@/lib/shared/ui/part-nav'
import { adminLinks } from './links'

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const actor = await getActor()
  const links = [{ href: '/admin', label: 'Overview' }, ...adminLinks.filter(({ part }) => canRun(actor, part))]
  return (
    <AccountFrame>
      <PartNav label="Administration" links={links} />
      {children}
    </AccountFrame>
  )
}
