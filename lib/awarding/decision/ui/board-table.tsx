import Link from 'next/link'
import { StateTag } from '@/lib/applying/application/ui/state-tag'
import type { CallDefinition } from '@/lib/call/definition'
import { labelOf } from '@/lib/selecting/listing/cells'
import { SelectAll } from '@/lib/shared/ui/list-keys'
import { Heads, ScrollTable } from '@/lib/shared/ui/table'
import type { Order, Ranked } from '../board'
import { points } from './words'

type Props = {
  rows: Ranked[]
  definition: CallDefinition
  order: Order
  hrefOf: (order: Order) => string
  /** The total number of ranked applications. */
  count: number
  /** Whether scores were calibrated; otherwise their columns would be empty and the others narrow. */
  calibrated: boolean
}

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
    label: 'Ranks, 90 %',
    hint: 'The ranks that its score could have, and how often it is within the places',
    calibrated: true,
  },
  { label: 'Institution’s rank', order: 'rank', number: true },
  { label: 'Institution' },
  { label: 'Country' },
  { label: 'Gender' },
]

/** The applications of a track with checkboxes; j, k and x work as in the list. */
export function BoardTable({ rows, definition, order, hrefOf, count, calibrated }: Props) {
  const heads = HEADS.filter((one) => calibrated || !one.calibrated)
  return (
    <ScrollTable label="Applications">
      <Heads
        first={<SelectAll />}
        columns={heads.map(({ order: by, calibrated: _, ...head }) => ({
          ...head,
          href: by && hrefOf(by),
          current: by === order,
        }))}
      />
      <tbody className="tabular-nums">
        {rows.map((row) => (
          <tr key={row.id} className="align-top focus-within:bg-brand-50">
            <td>
              <input
                type="checkbox"
                name="id"
                value={row.id}
                aria-label={`Select ${row.number}`}
                data-state={row.state}
                className="size-5 accent-brand-700"
              />
            </td>
            <td className="text-right font-semibold">{row.place}</td>
            <th scope="row" className="min-w-44 font-normal">
              <Link prefetch={false} data-row className="link whitespace-nowrap" href={`/applications/${row.id}`}>
                {row.number}
              </Link>{' '}
              <bdi>{row.name}</bdi>
            </th>
            <td>
              <StateTag state={row.state} />
            </td>
            <Figure value={row.score} />
            {calibrated && (
              <>
                <Figure value={row.normalised} />
                <td className="whitespace-nowrap">{sureInWords(row, count)}</td>
              </>
            )}
            <td className="text-right">{row.rank ?? '–'}</td>
            <td className="min-w-56">{labelOf(definition, 'institution', row.institution) ?? '–'}</td>
            <td>{labelOf(definition, 'country', row.country) ?? '–'}</td>
            <td>{labelOf(definition, 'gender', row.gender) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

const Figure = ({ value }: { value: number | null }) => (
  <td className="text-right">{value === null ? '–' : points(value)}</td>
)

/** '12–40, within in 83 %'. */
export function sureInWords({ low, high, within }: Pick<Ranked, 'low' | 'high' | 'within'>, count: number): string {
  if (low === null || high === null) return '–'
  const share = within === null || count === 0 ? '' : `, within in ${Math.round(100 * within)} %`
  return `${low}–${high}${share}`
}
