import { count } from '@/lib/shared/format/format'
import { COLOURS } from '@/lib/shared/ui/bar-colours'
import { Bars, Legend } from '@/lib/shared/ui/bars'
import type { StatisticsRow } from '../rules'

/** The most bars in the chart; the table has all. */
const MOST = 25

/** How many applications were submitted for each value, and how many of those are eligible and awarded. */
export function StageBars({ rows }: { rows: StatisticsRow[] }) {
  const drawn = rows.filter(({ submitted }) => submitted > 0).slice(0, MOST)
  if (drawn.length === 0) return null
  return (
    <div className="card space-y-3">
      <Legend
        of={[
          { label: 'Awarded', colour: COLOURS.enrolled },
          { label: 'Eligible, not awarded', colour: COLOURS.offered },
          { label: 'Submitted, not eligible', colour: COLOURS.free },
        ]}
      />
      <Bars
        bars={drawn.map(({ key, label, submitted, eligible, awarded }) => ({
          key: key ?? '',
          label,
          parts: [
            { value: awarded, colour: COLOURS.enrolled },
            { value: eligible - awarded, colour: COLOURS.offered },
            { value: submitted - eligible, colour: COLOURS.free },
          ],
        }))}
      />
      <p className="text-sm text-quiet">
        {rows.length > drawn.length && `The first ${count(drawn.length, 'value')}. `}The table has all figures.
      </p>
    </div>
  )
}
