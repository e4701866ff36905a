import type { Metadata } from 'next'
import { db } from '@/db/client'
import { checkExtension } from '@/lib/applying/deadline/actions'
import { extensionsOf, laterClosings } from '@/lib/applying/deadline/queries'
import { partsOf } from '@/lib/applying/deadline/rules'
import { ExtensionForm } from '@/lib/applying/deadline/ui/extension-form'
import { History } from '@/lib/applying/deadline/ui/history'
import { LaterClosings } from '@/lib/applying/deadline/ui/later-closings'
import { OtherCalls } from '@/lib/call/ui/other-calls'
import { canExtend } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { type PageProps, param } from '@/lib/shared/address'
import { zoneName } from '@/lib/shared/format/format'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Deadlines' }

/** The most rows shown of each list. */
const MOST = 100

export default async function DeadlinesPage({ searchParams }: PageProps) {
  const admin = await requireRunner('deadlines', '/admin/deadlines')
  const search = await searchParams
  const { calls, call } = await loadTheirCall(search, ({ id }) => canExtend(admin, id))
  const { timeZone: zone, institutions } = call.definition
  const [later, extensions] = await Promise.all([
    laterClosings(db, admin, call.id, MOST),
    extensionsOf(db, admin, call.id, MOST),
  ])
  return (
    <Page title="Deadlines" caption={call.title}>
      {param(search, 'notice') === 'extended' && (
        <Notice tone="good" live title="The deadline is extended">
          <p>We are telling everybody with a draft who now has more time, on the portal and by e-mail.</p>
        </Notice>
      )}
      <p>
        The Call closes on{' '}
        <strong>
          <Instant at={call.closesAt} zone={zone} />
        </strong>
        .
      </p>
      <LaterClosings title="Institutions with a later closing" later={later.institutions} zone={zone} />
      <LaterClosings title="Applications with a later closing" later={later.applications} zone={zone} />
      <section className="space-y-4">
        <h2>Extend a deadline</h2>
        <p>A deadline can only be moved to a later time. You see what would change before anything does.</p>
        <ExtensionForm
          action={checkExtension}
          call={call.slug}
          institutions={institutions}
          zone={zoneName(zone)}
          initial={initialOf(search, zone)}
        />
      </section>
      <section className="space-y-4">
        <h2>What was extended</h2>
        <History extensions={extensions} definition={call.definition} />
      </section>
      <OtherCalls calls={calls} present={call.slug} path="/admin/deadlines" />
    </Page>
  )
}

/** The form's initial values: what was typed, if the admin comes back from the confirmation. */
function initialOf(search: Awaited<PageProps['searchParams']>, zone: string): Record<string, string> {
  const given = Object.fromEntries(['scope', 'institution', 'reason'].map((name) => [name, param(search, name) ?? '']))
  const at = new Date(param(search, 'at') ?? '')
  if (Number.isNaN(at.getTime())) return { ...given, time: '23:59' }
  const { day, month, year, time } = partsOf(at, zone)
  return { ...given, 'date.day': day, 'date.month': month, 'date.year': year, time }
}
