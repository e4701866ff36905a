import Link from 'next/link'
import { StateTag } from '@/lib/applying/application/ui/state-tag'
import { SelectAll } from '@/lib/shared/ui/list-keys'
import { ScrollTable } from '@/lib/shared/ui/table'
import { cellOf } from '../cells'
import { aboutColumn, type Column, type Sort } from '../columns'
import type { List } from '../load'
import type { Row } from '../queries'
import { hrefOf } from '../view'

const NUMBERS: Column[] = ['score', 'reviews']
/** Long texts get more width and smaller type, so that rows stay low on a phone too. */
const WIDE: Partial<Record<Column, string>> = {
  title: 'min-w-60 text-sm',
  institution: 'min-w-40 text-sm',
  discipline: 'min-w-32 text-sm',
}

/**
 * The rows with the chosen columns. Staff can select their rows, which link to the application; a reviewer's rows link
 * to the review.
 */
export function ListTable({ list, rows, select }: { list: List; rows: Row[]; select: boolean }) {
  const { columns } = list.view
  return (
    <ScrollTable label="Applications">
      <thead className="bg-paper align-bottom">
        <tr>
          {select && (
            <td>
              <SelectAll />
            </td>
          )}
          <Head list={list} label="Number" sort="number" />
          {columns.map((column) => (
            <Head
              key={column}
              list={list}
              label={aboutColumn(column).label}
              sort={aboutColumn(column).sort}
              right={NUMBERS.includes(column)}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="align-top focus-within:bg-brand-50">
            {select && (
              <td>
                {row.staff && (
                  <input
                    type="checkbox"
                    name="id"
                    value={row.id}
                    aria-label={`Select ${row.number}`}
                    className="size-5 accent-brand-700"
                  />
                )}
              </td>
            )}
            <th scope="row" className="font-normal whitespace-nowrap">
              <Link
                prefetch={false}
                data-row
                className="link"
                href={row.staff ? `/applications/${row.id}` : `/review/${row.id}`}
              >
                {row.number}
              </Link>
            </th>
            {columns.map((column) => (
              <ListCell key={column} list={list} row={row} column={column} />
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

function ListCell({ list, row, column }: { list: List; row: Row; column: Column }) {
  if (column === 'status')
    return (
      <td>
        <StateTag state={row.state} />
      </td>
    )
  const cell = cellOf(row, column, list.call.definition)
  return (
    <td dir="auto" className={NUMBERS.includes(column) ? 'text-right tabular-nums' : (WIDE[column] ?? 'min-w-24')}>
      {cell ?? <span className="text-quiet">–</span>}
    </td>
  )
}

type HeadProps = { list: List; label: string; sort?: Sort; right?: boolean }

/** A column's heading; its link sorts by it, and on a second click the other way. */
function Head({ list: { view, audience }, label, sort, right }: HeadProps) {
  const current = sort === view.sort
  const descending = current ? !view.descending : sort === 'score' || sort === 'reviews'
  const order = view.descending ? 'descending' : 'ascending'
  return (
    <th
      scope="col"
      aria-sort={current ? order : undefined}
      className={`font-semibold whitespace-nowrap ${right ? 'text-right' : ''}`}
    >
      {sort ? (
        <Link prefetch={false} className="link" href={hrefOf(view, audience, { sort, descending })}>
          {label}
        </Link>
      ) : (
        label
      )}
      {current && <span aria-hidden="true">{view.descending ? ' ↓' : ' ↑'}</span>}
    </th>
  )
}
