import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { canRun } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { MOST_EXPORTED } from '@/lib/running/audit/export'
import { filterQuery, readFilter } from '@/lib/running/audit/filter'
import { eventPage } from '@/lib/running/audit/list'
import { EventList } from '@/lib/running/audit/ui/event-list'
import { FilterForm } from '@/lib/running/audit/ui/filter-form'
import type { PageProps } from '@/lib/shared/address'
import { formatNumber } from '@/lib/shared/format/format'
import { Button, ButtonLink } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Record' }

/** Who did what when, as far as this admin may know. */
export default async function AuditPage({ searchParams }: PageProps) {
  const admin = await requireRunner('audit', '/admin/audit')
  const { filter, typed, errors } = readFilter(await searchParams)
  const wrong = Object.keys(errors).length > 0
  const { rows, more } = wrong ? { rows: [], more: false } : await eventPage(db, admin, filter)
  const { before, ...view } = filter
  return (
    <Page title="Record" width="wide">
      <p>
        Everything that was done, and who read what. Nothing of it can be changed or removed.{' '}
        {canRun(admin, 'chain') && (
          <Link href="/admin/audit/chain" prefetch={false} className="link">
            Check that nobody did
          </Link>
        )}
      </p>
      <FilterForm typed={typed} errors={errors} />
      {!wrong && rows.length === 0 && (
        <p role="status">{before ? 'There are no older events.' : 'No event that you may read fits this.'}</p>
      )}
      {rows.length > 0 && <EventList events={rows} />}
      <div className="flex flex-wrap gap-3">
        {before && (
          <ButtonLink href={`/admin/audit?${filterQuery(view)}`} look="secondary">
            Newest
          </ButtonLink>
        )}
        {more && (
          <ButtonLink href={`/admin/audit?${filterQuery({ ...view, before: rows.at(-1)!.id })}`} look="secondary">
            Older
          </ButtonLink>
        )}
      </div>
      {rows.length > 0 && (
        <form method="post" action="/api/audit" className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="query" value={filterQuery(view)} />
          <Button look="secondary">Download as CSV</Button>
          <span className="text-quiet">
            All pages, at most {formatNumber(MOST_EXPORTED)} events. That you did is recorded.
          </span>
        </form>
      )}
    </Page>
  )
}
