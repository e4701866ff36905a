import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { isOpen } from '@/lib/call/rules'
import { canConfigure } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { callsToEdit } from '@/lib/running/call-editor/queries'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Instant } from '@/lib/shared/ui/instant'
import { Page } from '@/lib/shared/ui/page'
import { Tag } from '@/lib/shared/ui/tag'

export const metadata: Metadata = { title: 'Calls' }

const PHASES = { before: 'Not open yet', open: 'Open', grace: 'Closed', closed: 'Closed' }

export default async function CallsPage() {
  const admin = await requireRunner('calls', '/admin/calls')
  const calls = await callsToEdit(db, admin)
  const now = new Date()
  return (
    <Page title="Calls">
      <p>
        Here you edit everything that a Call shows and asks for, and its rules. The portal keeps each change as a
        version.
      </p>
      {calls.length === 0 && <p>There is no Call yet that you can edit.</p>}
      <ul className="space-y-4">
        {calls.map((call) => (
          <li key={call.id} className="card space-y-1">
            <h2>
              <Link href={`/admin/calls/${call.slug}`} prefetch={false} className="link">
                {call.title}
              </Link>
            </h2>
            <p className="flex flex-wrap gap-2">
              <Tag tone={call.published ? 'green' : 'yellow'}>
                {call.published ? PHASES[isOpen(call, now)] : 'Not published'}
              </Tag>
              {call.drafted && <Tag tone="blue">Has unsaved changes</Tag>}
            </p>
            <p className="text-quiet">
              Address {call.slug}, version {call.version}. Closes <Instant at={call.closesAt} zone={call.timeZone} />.
            </p>
          </li>
        ))}
      </ul>
      {canConfigure(admin, null) && calls.length > 0 && (
        <ButtonLink href="/admin/calls/new" look="secondary">
          Begin a new Call from an old one
        </ButtonLink>
      )}
    </Page>
  )
}
