import Link from 'next/link'
import type { ReactNode } from 'react'
import { canRun } from '@/lib/people/permissions'
import { getActor } from '@/lib/people/session'
import { AccountFrame } from '@/lib/people/ui/account-frame'
import { adminLinks } from './links'

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const actor = await getActor()
  const links = [{ href: '/admin', label: 'Overview' }, ...adminLinks.filter(({ part }) => canRun(actor, part))]
  return (
    <AccountFrame>
      <nav aria-label="Administration" className="border-b border-line bg-white">
        <ul className="mx-auto flex max-w-6xl flex-wrap gap-x-5 px-4 py-2">
          {links.map(({ href, label }) => (
            <li key={href}>
              <Link href={href} prefetch={false} className="link inline-block py-1">
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </AccountFrame>
  )
}
