import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { reads } from '@/db/client'
import { canRun } from '@/lib/people/permissions'
import { requirePerson } from '@/lib/people/session'
import { workOf } from '@/lib/running/my-work/queries'
import { WorkList } from '@/lib/running/my-work/ui/work-list'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'My work' }

export default async function WorkPage() {
  const person = await requirePerson('/work')
  if (!canRun(person, 'work')) notFound()
  const now = new Date()
  const items = await workOf(reads, person, now)
  return (
    <Page title="My work" width="wide">
      {items.length === 0 ? (
        <div className="card">
          <h2>Nothing waits for you</h2>
          <p>What there is to do appears here: applications to check, reviews to write, lists to hand in.</p>
        </div>
      ) : (
        <WorkList items={items} now={now} roles={new Set(person.roles.map(({ role }) => role)).size} />
      )}
      <p>
        <Link href="/apply" prefetch={false} className="link">
          Your own application
        </Link>
      </p>
    </Page>
  )
}
