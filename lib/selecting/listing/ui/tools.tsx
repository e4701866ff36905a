import Link from 'next/link'
import { canExport } from '@/lib/people/permissions'
import { Button } from '@/lib/shared/ui/button'
import { aboutColumn, columnsFor } from '../columns'
import type { List } from '../load'
import type { SavedView } from '../saved'
import { hrefOf, queryPart } from '../view'
import { SavedViews } from './saved-views'
import { Kept } from './search-form'

/** The columns, the saved views, and the list as a file. */
export function Tools({ list, saved }: { list: List; saved: SavedView[] }) {
  const query = queryPart(list.view, list.audience)
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
      <Columns list={list} />
      <SavedViews saved={saved} query={query} />
      <details name="tools">
        <summary className="link">Download</summary>
        <form method="post" action="/api/applications/export" className="card mt-2 space-y-3">
          <input type="hidden" name="query" value={query} />
          <p>All pages of this list with the columns that are shown. The download is recorded.</p>
          <div className="flex flex-wrap gap-3">
            <Button look="secondary" name="format" value="csv">
              As CSV
            </Button>
            <Button look="secondary" name="format" value="xlsx">
              As Excel
            </Button>
          </div>
          {canExport(list.visibility.person, list.call.id) && (
            <p>
              <Link
                prefetch={false}
                className="link"
                href={`/applications/export?${new URLSearchParams({ call: list.call.slug })}`}
              >
                With answers, of chosen columns
              </Link>
            </p>
          )}
        </form>
      </details>
    </div>
  )
}

function Columns({ list }: { list: List }) {
  const { view, audience } = list
  return (
    <details name="tools">
      <summary className="link">Columns</summary>
      <form action="/applications" className="card mt-2 space-y-3">
        <Kept list={list} but="columns" />
        <fieldset>
          <legend className="font-semibold">Show these columns</legend>
          {columnsFor(audience).map((column) => (
            <label key={column} className="flex min-h-9 items-center gap-3">
              <input
                // Another view starts with other choices.
                key={view.columns.join()}
                type="checkbox"
                name="columns"
                value={column}
                defaultChecked={view.columns.includes(column)}
                className="size-5 accent-brand-700"
              />
              {aboutColumn(column).label}
            </label>
          ))}
        </fieldset>
        <div className="flex flex-wrap items-center gap-4">
          <Button look="secondary">Show them</Button>
          <Link prefetch={false} className="link" href={hrefOf(view, audience, { columns: [] })}>
            The usual ones
          </Link>
        </div>
      </form>
    </details>
  )
}
