import type { Metadata } from 'next'
import Link from 'next/link'
import { canRun } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { Page } from '@/lib/shared/ui/page'
import { adminLinks } from './links'

export const metadata: Metadata = { title: 'Administration' }

export default async function AdminPage() {
  const person = await requireRunner('administration', '/admin')
  return (
    <Page title="Administration" width="wide">
      <ul className="grid gap-4 sm:grid-cols-2">
        {adminLinks
          .filter(({ part }) => canRun(person, part))
          .map(({ href, label, about }) => (
            <li key={href} className="card space-y-1">
              <h2>
                <Link href={href} prefetch={false} className="link">
                  {label}
                </Link>
              </h2>
              <p>{about}</p>
            </li>
          ))}
      </ul>
    </Page>
  )
}
