import { Heads, ScrollTable } from '@/lib/shared/ui/table'
import { Tag } from '@/lib/shared/ui/tag'
import type { CalibratedApplication, Calibration } from '../calibrate'
import { crosses, movedBy } from '../order'
import type { Named } from '../queries'
import type { Order } from '../schema'
import { points, signed } from '../words'

const columns: { label: string; order?: Order; number?: boolean; hint?: string }[] = [
  { label: 'Rank', order: 'rank', number: true, hint: 'By the normalised score' },
  { label: 'Raw rank', order: 'raw', number: true, hint: 'By the mean of the totals as given' },
  { label: 'Moved', order: 'moved', number: true, hint: 'Ranks better (+) or worse (−) by normalisation' },
  { label: 'Application' },
  { label: 'Reviews', number: true },
  { label: 'Raw', number: true },
  { label: 'Normalised', number: true },
  { label: 'Rank, 90 % interval', order: 'unsure' },
]

type Props = {
  result: Calibration
  applications: CalibratedApplication[]
  named: Map<string, Named>
  order: Order
  hrefOf: (order: Order) => string
}

/** Applications by raw and normalised score, with the certainty of each rank. */
export function ApplicationTable({ result, applications, named, order, hrefOf }: Props) {
  return (
    <ScrollTable label="Applications">
      <Heads
        columns={columns.map(({ order: by, ...column }) => ({
          ...column,
          href: by && hrefOf(by),
          current: by === order,
        }))}
      />
      <tbody className="tabular-nums">
        {applications.map((application) => {
          const known = named.get(application.id)
          if (!known) return null
          const { id, rank, rawRank, reviews, raw, normalised } = application
          return (
            <tr key={id}>
              <td className="text-right font-semibold">{rank}</td>
              <td className="text-right">{rawRank}</td>
              <td className="text-right whitespace-nowrap">{signed(movedBy(application), 0)}</td>
              <th scope="row" className="min-w-56 font-normal">
                <a className="link" href={`/applications/${id}`}>
                  {known.number}
                </a>{' '}
                <bdi>{known.name}</bdi> <Crossing application={application} places={result.places} />
              </th>
              <td className="text-right">{reviews}</td>
              <td className="text-right">{points(raw)}</td>
              <td className="text-right">{points(normalised)}</td>
              <td>
                <Interval application={application} count={result.applications.length} places={result.places} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </ScrollTable>
  )
}

function Crossing({ application, places }: { application: CalibratedApplication; places: number }) {
  if (!crosses(application, places)) return null
  return application.rank <= places ? <Tag tone="green">Comes within</Tag> : <Tag tone="yellow">Falls out</Tag>
}

type IntervalProps = { application: CalibratedApplication; count: number; places: number }

/** The interval as text and as a bar over all ranks, with a line where the places end. */
function Interval({ application: { uncertainty, rank }, count, places }: IntervalProps) {
  if (!uncertainty) return <>–</>
  const { low, high } = uncertainty
  const at = (place: number) => (100 * (place - 0.5)) / count
  return (
    <span className="flex items-center gap-3 whitespace-nowrap">
      <span className="min-w-24">
        {low}–{high}
      </span>
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" className="h-3 w-32 bg-paper">
        <rect x={at(low)} y="3" width={Math.max(0.8, at(high) - at(low))} height="6" className="fill-brand-200" />
        <rect x={at(rank) - 0.4} y="1" width="0.8" height="10" className="fill-brand-800" />
        {places < count && <rect x={at(places + 0.5)} y="0" width="0.5" height="12" className="fill-bad" />}
      </svg>
    </span>
  )
}
