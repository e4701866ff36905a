import { Button } from '@/lib/shared/ui/button'
import { aboutColumn, columnsFor } from '../columns'
import type { ShownList } from '../shown-list'
import { hrefOf, queryPart } from '../view'
import { Fold } from './fold'
import { SavedViews } from './saved-views'
import { Kept } from './search-form'

/** The columns, the saved views, and the list as a file. */
export function Tools({ list }: { list: ShownList }) {
  const { saved } = list.counted
  const query = queryPart(list.view, list.audience)
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
      <Fold list={list} panel="columns" label="Columns">
        {() => <Columns list={list} />}
      </Fold>
      <Fold list={list} panel="saved" label={saved > 0 ? `Saved views (${saved})` : 'Saved views'}>
        {() => <SavedViews saved={list.views} query={query} />}
      </Fold>
      <Fold list={list} panel="download" label="Download">
        {() => <Download list={list} query={query} />}
      </Fold>
    </div>
  )
}

function Download({ list, query }: { list: ShownList; query: string }) {
  return (
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
      {list.exports && (
        <p>
          <a className="link" href={`/applications/export?${new URLSearchParams({ call: list.call })}`}>
            With answers, of chosen columns
          </a>
        </p>
      )}
    </form>
  )
}

function Columns({ list }: { list: ShownList }) {
  const { view, audience } = list
  return (
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
        <a className="link" href={hrefOf(view, audience, { columns: [] })}>
          The usual ones
        </a>
      </div>
    </form>
  )
}
