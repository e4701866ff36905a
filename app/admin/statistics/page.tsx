import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { OtherCalls } from '@/lib/call/ui/other-calls'
import { canConfigure } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { statisticsOf } from '@/lib/running/statistics/queries'
import { DIMENSION_NAMES, DIMENSIONS } from '@/lib/running/statistics/rules'
import { StageBars } from '@/lib/running/statistics/ui/stage-bars'
import { StatisticsTable } from '@/lib/running/statistics/ui/table'
import { type PageProps, param } from '@/lib/shared/address'
import { Button } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Statistics' }

export default async function StatisticsPage({ searchParams }: PageProps) {
  const admin = await requireRunner('statistics', '/admin/statistics')
  const search = await searchParams
  const { call, calls } = await loadTheirCall(search, ({ id }) => canConfigure(admin, id))
  const by = DIMENSIONS.find((one) => one === param(search, 'by')) ?? 'track'
  const rows = await statisticsOf(db, admin, call, by)
  return (
    <Page title="Statistics" caption={call.title} width="wide">
      <nav aria-label="Counted by">
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {DIMENSIONS.map((one) => (
            <li key={one}>
              <Link
                href={`/admin/statistics?call=${call.slug}&by=${one}`}
                prefetch={false}
                aria-current={one === by ? 'page' : undefined}
                className={one === by ? 'inline-block py-1 font-semibold' : 'link inline-block py-1'}
              >
                By {DIMENSION_NAMES[one].toLowerCase()}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {rows.length === 0 ? (
        <p>Nobody has begun an application to this Call yet.</p>
      ) : (
        <>
          <StageBars rows={rows} />
          <StatisticsTable rows={rows} by={by} />
          <form method="post" action="/api/statistics">
            <input type="hidden" name="call" value={call.slug} />
            <input type="hidden" name="by" value={by} />
            <Button look="secondary">Download as CSV</Button>
          </form>
        </>
      )}
      <p className="text-sm text-quiet">
        Each stage counts all applications that came so far, so an enrolled student is in every column. A withdrawn
        application counts as submitted and no further. The country, gender and discipline of a draft are not known. The
        numbers leave out applications that you may not read. Small numbers can reveal something about single people:
        they are for staff alone.
      </p>
      <OtherCalls calls={calls} present={call.slug} path="/admin/statistics" />
    </Page>
  )
}
