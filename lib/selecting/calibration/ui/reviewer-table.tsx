import { Heads, ScrollTable } from '@/lib/shared/ui/table'
import type { CalibratedReviewer } from '../calibrate'
import type { Order } from '../schema'
import { orDash, points, signed } from '../words'

const columns: { label: string; order?: Order; number?: boolean; hint?: string }[] = [
  { label: 'Reviewer' },
  { label: 'Reviews', order: 'reviews', number: true },
  { label: 'Mean', order: 'mean', number: true },
  { label: 'Spread', order: 'spread', number: true, hint: 'Standard deviation of the totals' },
  {
    label: 'Severity',
    order: 'severity',
    number: true,
    hint: 'Points that they give more (+) or less (−) than all do',
  },
  { label: 'Difference to co-reviewers', order: 'difference', number: true },
  { label: 'Correlation with co-reviewers', order: 'correlation', number: true },
]

type Props = {
  reviewers: CalibratedReviewer[]
  names: Map<string, string>
  order: Order
  hrefOf: (order: Order) => string
}

/** Each reviewer's mean, spread, severity, and agreement with reviewers of the same applications. */
export function ReviewerTable({ reviewers, names, order, hrefOf }: Props) {
  return (
    <ScrollTable label="Reviewers">
      <Heads
        columns={columns.map(({ order: by, ...column }) => ({
          ...column,
          href: by && hrefOf(by),
          current: by === order,
        }))}
      />
      <tbody className="tabular-nums [&_td]:text-right">
        {reviewers.map(({ id, reviews, mean, spread, severity, error, shared, difference, correlation }) => (
          <tr key={id}>
            <th scope="row" className="min-w-40 font-semibold">
              <bdi>{names.get(id)}</bdi>
            </th>
            <td>{reviews}</td>
            <td>{points(mean)}</td>
            <td>{orDash(spread, points)}</td>
            <td className="whitespace-nowrap">
              {signed(severity)} <span className="text-quiet">± {points(error)}</span>
            </td>
            <td>{orDash(difference, signed)}</td>
            <td>
              {orDash(correlation, signed)} <span className="text-quiet">of {shared}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
