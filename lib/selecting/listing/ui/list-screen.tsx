'use client'

import { formatNumber } from '@/lib/shared/format/format'
import { ListKeys } from '@/lib/shared/ui/list-keys'
import { SoftLinks } from '@/lib/shared/ui/soft-links'
import type { ShownList } from '../shown-list'
import { A_PAGE, hrefOf, queryPart } from '../view'
import { Facets } from './facets'
import { ListTable } from './list-table'
import { NoResults } from './no-results'
import { SearchForm } from './search-form'
import { SelectionActions } from './selection-actions'
import { Tools } from './tools'

/**
 * The list under its heading. It is one component of the browser's and gets data alone: whatever the server's own
 * components render crosses twice, as HTML and as React's data, and a list is mostly repetition.
 */
export function ListScreen({ list }: { list: ShownList }) {
  const { view, audience, rows, further, counted, decides } = list
  const first = (view.page - 1) * A_PAGE + 1
  const last = first + rows.length - 1
  // A count that stopped early is exact on the last page.
  const known = formatNumber(Math.max(counted.total, rows.length > 0 ? last : 0))
  const total = counted.more && further ? `more than ${known}` : known
  return (
    <SoftLinks className="space-y-6">
      <ListKeys />
      <SearchForm list={list} />
      <Facets list={list} />
      <Tools list={list} />
      <p role="status">
        {rows.length > 0 ? `${formatNumber(first)} to ${formatNumber(last)} of ${total}` : <NoResults list={list} />}
      </p>
      {rows.length > 0 && (
        <form action="/applications/found-eligible" className="space-y-4">
          <input type="hidden" name="list" value={queryPart(view, audience)} />
          <ListTable list={list} />
          {audience.staff && <SelectionActions decides={decides} />}
        </form>
      )}
      <nav aria-label="Pages" className="flex flex-wrap gap-4">
        {view.page > 1 && rows.length > 0 && (
          <a className="link" href={hrefOf(view, audience, { page: view.page - 1 })}>
            Previous page
          </a>
        )}
        {further && (
          <a className="link" href={hrefOf(view, audience, { page: view.page + 1 })}>
            Next page
          </a>
        )}
      </nav>
    </SoftLinks>
  )
}
