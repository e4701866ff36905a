import { count } from '@/lib/call/ui/format'
import type { StatisticsRow } from '../rules'

const [WIDTH, LINE, LEFT] = [800, 28, 260]
/** The most bars that are drawn; the table has all. */
const MOST = 25

const short = (text: string) => (text.length > 34 ? `${text.slice(0, 33)}…` : text)

/** How many were submitted of each value, and how many of those are eligible and awarded. */
export function Bars({ rows, by }: { rows: StatisticsRow[]; by: string }) {
  const drawn = rows.filter(({ submitted }) => submitted > 0).slice(0, MOST)
  if (drawn.length === 0) return null
  const most = Math.max(...drawn.map(({ submitted }) => submitted))
  const width = (n: number) => ((n / most) * (WIDTH - LEFT - 60)).toFixed(1)
  const first = drawn[0]!
  return (
    <figure className="space-y-2">
      <svg
        viewBox={`0 0 ${WIDTH} ${drawn.length * LINE + 8}`}
        role="img"
        aria-label={`Bars: submitted applications by ${by.toLowerCase()}, the most for ${first.label}, ${first.submitted}. The table has the figures.`}
        className="w-full rounded-xl border border-line bg-white"
      >
        {drawn.map((row, at) => {
          const y = at * LINE + 6
          return (
            <g key={row.key ?? '-'}>
              <text x={LEFT - 8} y={y + 15} textAnchor="end" className="fill-ink text-[13px]">
                {short(row.label)}
              </text>
              <rect x={LEFT} y={y} width={width(row.submitted)} height={20} className="fill-brand-200" />
              <rect x={LEFT} y={y + 4} width={width(row.eligible)} height={12} className="fill-brand-600" />
              <rect x={LEFT} y={y + 8} width={width(row.awarded)} height={4} className="fill-sun-400" />
              <text x={LEFT + Number(width(row.submitted)) + 6} y={y + 15} className="fill-quiet text-[13px]">
                {row.submitted}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption className="text-sm text-quiet">
        Submitted (light), of these found eligible (dark) and awarded (yellow)
        {rows.length > drawn.length && `; the first ${count(drawn.length, 'value')}`}. The table below has all figures.
      </figcaption>
    </figure>
  )
}
