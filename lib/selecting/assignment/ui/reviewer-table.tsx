import type { CallDefinition } from '@/lib/call/definition'
import { Button } from '@/lib/shared/ui/button'
import { Instant } from '@/lib/shared/ui/instant'
import { Heads, ScrollTable } from '@/lib/shared/ui/table'
import type { Progress, ProgressSort } from '../progress-order'

type Props = {
  rows: Progress[]
  definition: CallDefinition
  sort: ProgressSort
  hrefOf: (sort: ProgressSort) => string
}

const nameOf = (list: { key: string; name: string }[], key: string) => list.find((one) => one.key === key)?.name ?? key

/** The reviewers of a Call with their progress, and a button to remind each. It stands within a form. */
export function ReviewerTable({ rows, definition, sort, hrefOf }: Props) {
  const { programmes, review, timeZone: zone } = definition
  const head = (label: string, by: ProgressSort, number = true) => ({
    label,
    number,
    href: hrefOf(by),
    current: sort === by,
  })
  return (
    <ScrollTable label="Reviewers">
      <Heads
        columns={[
          head('Reviewer', 'name', false),
          { label: 'Takes on', number: true },
          head('Has', 'assigned'),
          head('Begun', 'begun'),
          head('In', 'submitted'),
          head('Open', 'open'),
          ...(review.closesAt ? [head('Overdue', 'overdue')] : []),
          { label: 'Reminder' },
          head('Last seen', 'seen', false),
          { label: 'Disciplines' },
          { label: 'Languages' },
        ]}
      />
      <tbody className="align-top">
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" className="min-w-32 font-normal">
              <bdi>{row.name}</bdi>
            </th>
            <td className="whitespace-nowrap text-right tabular-nums">
              {row.limit === row.most ? row.most : `${row.limit} of ${row.most}`}
            </td>
            {[row.assigned, row.begun, row.submitted, row.open].map((figure, at) => (
              <td key={at} className="text-right tabular-nums">
                {figure}
              </td>
            ))}
            {review.closesAt && (
              <td className={`text-right tabular-nums ${row.overdue > 0 ? 'font-semibold text-bad' : ''}`}>
                {row.overdue}
              </td>
            )}
            <td className="min-w-36 text-sm">
              {row.remindedAt && (
                <p>
                  Last <Instant at={row.remindedAt} zone={zone} />
                </p>
              )}
              {row.canBeReminded && (
                <Button name="person" value={row.id} look="quiet" aria-label={`Remind ${row.name}`}>
                  Remind
                </Button>
              )}
            </td>
            <td className="min-w-32 text-sm">{row.seenAt ? <Instant at={row.seenAt} zone={zone} /> : 'Never'}</td>
            <td className="min-w-48 text-sm">
              {row.programmes.map((key) => nameOf(programmes, key)).join(', ') || 'Not said'}
            </td>
            <td className="text-sm">{row.languages.map((key) => nameOf(review.languages, key)).join(', ') || 'All'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
