import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { loadList } from '@/lib/selecting/listing/load'
import { answerList } from '@/lib/selecting/listing/queries'
import { savedViewsOf } from '@/lib/selecting/listing/saved'
import { Facets } from '@/lib/selecting/listing/ui/facets'
import { ListTable } from '@/lib/selecting/listing/ui/list-table'
import { NoResults } from '@/lib/selecting/listing/ui/no-results'
import { ListNotice } from '@/lib/selecting/listing/ui/notices'
import { SearchForm } from '@/lib/selecting/listing/ui/search-form'
import { SelectionActions } from '@/lib/selecting/listing/ui/selection-actions'
import { Tools } from '@/lib/selecting/listing/ui/tools'
import { A_PAGE, hrefOf, queryPart } from '@/lib/selecting/listing/view'
import { type PageProps, param } from '@/lib/shared/address'
import { formatNumber } from '@/lib/shared/format/format'
import { ListKeys } from '@/lib/shared/ui/list-keys'
import { Page } from '@/lib/shared/ui/page'
import { Tabs } from '@/lib/shared/ui/tabs'

export const metadata: Metadata = { title: 'Applications' }

export default async function ListPage({ searchParams }: PageProps) {
  const person = await requireRunner('applications', '/applications')
  const asked = await searchParams
  const list = await loadList(db, person, asked)
  if (!list && param(asked, 'call')) notFound()
  if (!list)
    return (
      <Page title="Applications">
        <p className="card">There is no Call yet in which you have a role.</p>
      </Page>
    )
  const { calls, call, visibility, audience, view, decides } = list
  const [{ rows, more, counted }, saved] = await Promise.all([
    answerList(db, visibility, view),
    savedViewsOf(db, person),
  ])
  const first = (view.page - 1) * A_PAGE + 1
  const last = first + rows.length - 1
  // A count that stopped early is exact on the last page.
  const known = formatNumber(Math.max(counted.total, rows.length > 0 ? last : 0))
  const total = counted.more && more ? `more than ${known}` : known
  return (
    <Page title="Applications" caption={call.title} width="wide">
      <ListKeys />
      <ListNotice asked={asked} />
      {calls.length > 1 && (
        <Tabs
          label="Calls"
          tabs={calls.map(({ id, slug, title }) => ({
            label: title,
            href: `/applications?${new URLSearchParams({ call: slug })}`,
            current: id === call.id,
          }))}
        />
      )}
      <SearchForm list={list} />
      <Facets list={list} counted={counted} />
      <Tools list={list} saved={saved} />
      <p role="status">
        {rows.length > 0 ? `${formatNumber(first)} to ${formatNumber(last)} of ${total}` : <NoResults list={list} />}
      </p>
      {rows.length > 0 && (
        <form action="/applications/found-eligible" className="space-y-4">
          <input type="hidden" name="list" value={queryPart(view, audience)} />
          <ListTable list={list} rows={rows} select={audience.staff} />
          {audience.staff && <SelectionActions decides={decides} />}
        </form>
      )}
      <nav aria-label="Pages" className="flex flex-wrap gap-4">
        {view.page > 1 && rows.length > 0 && (
          <Link prefetch={false} className="link" href={hrefOf(view, audience, { page: view.page - 1 })}>
            Previous page
          </Link>
        )}
        {more && (
          <Link prefetch={false} className="link" href={hrefOf(view, audience, { page: view.page + 1 })}>
            Next page
          </Link>
        )}
      </nav>
    </Page>
  )
}
