import { StateTag } from '@/lib/applying/application/ui/state-tag'
import type { State } from '@/lib/lifecycle/application'
import { SelectAll } from '@/lib/shared/ui/list-keys'
import { ScrollTable } from '@/lib/shared/ui/table'
import type { Cell } from '../cells'
import { aboutColumn, type Column, type Sort } from '../columns'
import type { ShownList } from '../shown-list'
import { hrefOf } from '../view'

/** Long texts get more width and smaller type, so that rows stay low on a phone too. A head gives its column the width. */
const HEADS: Partial<Record<Column, string>> = {
  title: 'min-w-60',
  institution: 'min-w-40',
  discipline: 'min-w-32',
  score: 'text-right',
  reviews: 'text-right',
}
const LOOKS: Partial<Record<Column, string>> = {
  title: 'text-sm',
  institution: 'text-sm',
  discipline: 'text-sm',
  score: 'text-right tabular-nums',
  reviews: 'text-right tabular-nums',
}
/** What people typed, in the direction of its own script. */
const TYPED: Column[] = ['name', 'title']

/**
 * The rows with the chosen columns. Staff can select their rows, which link to the application; a reviewer's rows link
 * to the review. What all rows share stands at the body, because each character of a row is there fifty times.
 */
export function ListTable({ list }: { list: ShownList }) {
  const { audience, view, rows } = list
  const { columns } = view
  return (
    <ScrollTable label="Applications">
      <thead className="bg-paper align-bottom [&_th]:font-semibold [&_th]:whitespace-nowrap">
        <tr>
          {audience.staff && (
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
              look={HEADS[column] ?? 'min-w-24'}
            />
          ))}
        </tr>
      </thead>
      <tbody className="align-top [&_input]:size-5 [&_input]:accent-brand-700 [&_th]:font-normal [&_th]:whitespace-nowrap [&_tr:focus-within]:bg-brand-50">
        {rows.map(({ id, number, staff, cells }) => (
          <tr key={id}>
            {audience.staff && (
              <td>{staff && <input type="checkbox" name="id" value={id} aria-label={`Select ${number}`} />}</td>
            )}
            <th scope="row">
              <a data-row className="link" href={staff ? `/applications/${id}` : `/review/${id}`}>
                {number}
              </a>
            </th>
            {columns.map((column, at) => (
              <td key={column} className={LOOKS[column]} dir={TYPED.includes(column) ? 'auto' : undefined}>
                {contentOf(column, cells[at] ?? null)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

function contentOf(column: Column, cell: Cell) {
  if (column === 'status') return <StateTag state={cell as State} />
  return cell ?? <span className="text-quiet">–</span>
}

type HeadProps = { list: ShownList; label: string; sort?: Sort; look?: string }

/** A column's heading; its link sorts by it, and on a second click the other way. */
function Head({ list: { view, audience }, label, sort, look }: HeadProps) {
  const current = sort === view.sort
  const descending = current ? !view.descending : sort === 'score' || sort === 'reviews'
  const order = view.descending ? 'descending' : 'ascending'
  return (
    <th scope="col" aria-sort={current ? order : undefined} className={look}>
      {sort ? (
        <a className="link" href={hrefOf(view, audience, { sort, descending })}>
          {label}
        </a>
      ) : (
        label
      )}
      {current && <span aria-hidden="true">{view.descending ? ' ↓' : ' ↑'}</span>}
    </th>
  )
}
