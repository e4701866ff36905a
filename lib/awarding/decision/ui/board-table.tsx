import { StateTag } from '@/lib/applying/application/ui/state-tag'
import { SelectAll } from '@/lib/shared/ui/list-keys'
import { Heads, ScrollTable } from '@/lib/shared/ui/table'
import type { ShownBoard } from '../shown-board'
import { boardAt, DIMENSIONS, type Order } from '../view'

const HEADS: { label: string; order?: Order; number?: boolean; hint?: string; calibrated?: true }[] = [
  { label: 'Place', order: 'rule', number: true, hint: 'By the Call’s ranking' },
  { label: 'Application', order: 'number' },
  { label: 'State' },
  { label: 'Raw', order: 'score', number: true, hint: 'The mean of the totals as given' },
  {
    label: 'Normalised',
    order: 'normalised',
    number: true,
    calibrated: true,
    hint: 'As calibrated between reviewers',
  },
  {
    label: 'Ranks, 90 %',
    hint: 'The ranks that its score could have, and how often it is within the places',
    calibrated: true,
  },
  { label: 'Institution’s rank', order: 'rank', number: true },
  { label: 'Institution' },
  { label: 'Country' },
  { label: 'Gender' },
]

/** The looks of the rows stand at the body, because each character of a row is there a hundred times. */
const ROWS =
  'align-top tabular-nums [&_a]:whitespace-nowrap [&_input]:size-5 [&_input]:accent-brand-700 [&_td:nth-child(2)]:text-right [&_td:nth-child(2)]:font-semibold [&_td:nth-child(5)]:text-right [&_td:nth-child(6)]:text-right [&_td:nth-last-child(3)]:min-w-56 [&_th]:min-w-44 [&_th]:font-normal [&_tr:focus-within]:bg-brand-50'
const CALIBRATED = '[&_td:nth-child(7)]:whitespace-nowrap [&_td:nth-child(8)]:text-right'

/** The applications of a track with checkboxes; j, k and x work as in the list. */
export function BoardTable({ board }: { board: ShownBoard }) {
  const { where, view, names, rows, calibrated } = board
  const heads = HEADS.filter((one) => calibrated || !one.calibrated)
  return (
    <ScrollTable label="Applications">
      <Heads
        first={<SelectAll />}
        columns={heads.map(({ order: by, calibrated: _, ...head }) => ({
          ...head,
          href: by && boardAt(where, view, { order: by }),
          current: by === view.order,
        }))}
      />
      {/* Without calibration, its two columns would be empty and the others narrow. */}
      <tbody className={calibrated ? `${ROWS} ${CALIBRATED}` : ROWS}>
        {rows.map(({ id, number, name, state, place, figures, values }) => (
          <tr key={id}>
            <td>
              <input type="checkbox" name="id" value={id} aria-label={`Select ${number}`} />
            </td>
            <td>{place}</td>
            <th scope="row">
              <a data-row className="link" href={`/applications/${id}`}>
                {number}
              </a>{' '}
              <bdi>{name}</bdi>
            </th>
            <td>
              <StateTag state={state} />
            </td>
            {figures.map((figure, at) => (
              <td key={at}>{figure}</td>
            ))}
            {DIMENSIONS.map((dimension, at) => (
              <td key={dimension}>{names[dimension][values[at] ?? ''] ?? '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
