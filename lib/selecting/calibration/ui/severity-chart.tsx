import type { CalibratedReviewer } from '../calibrate'
import { signed } from '../words'

const [WIDTH, HEIGHT, LEFT] = [800, 220, 40]

/** Every reviewer's severity with its 95 % interval, most severe first; the table has the figures. */
export function SeverityChart({ reviewers }: { reviewers: CalibratedReviewer[] }) {
  if (reviewers.length < 2) return null
  const sorted = [...reviewers].sort((a, b) => a.severity - b.severity)
  const bounds = sorted.map(({ severity, error }) => [severity - 1.96 * error, severity + 1.96 * error] as const)
  const most = Math.max(0.5, Math.ceil(2 * Math.max(...bounds.flat().map(Math.abs))) / 2)
  const x = (place: number) => (LEFT + ((place + 0.5) / sorted.length) * (WIDTH - LEFT)).toFixed(1)
  const y = (value: number) => (HEIGHT / 2 - (value / most) * (HEIGHT / 2 - 12)).toFixed(1)
  const marks = [-most, -most / 2, 0, most / 2, most]
  return (
    <figure className="space-y-2">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Severity of ${sorted.length} reviewers, from ${signed(sorted[0]!.severity)} to ${signed(sorted.at(-1)!.severity)} points`}
        className="w-full rounded-xl border border-line bg-white"
      >
        {marks.map((mark) => (
          <g key={mark}>
            <line x1={LEFT} x2={WIDTH} y1={y(mark)} y2={y(mark)} className="stroke-line" />
            <text x={LEFT - 6} y={Number(y(mark)) + 4} textAnchor="end" className="fill-quiet text-[11px]">
              {signed(mark, 1)}
            </text>
          </g>
        ))}
        <path
          d={bounds.map(([low, high], place) => `M${x(place)} ${y(low)}V${y(high)}`).join('')}
          className="fill-none stroke-brand-200"
        />
        <path
          d={sorted.map(({ severity }, place) => `M${x(place)} ${y(severity)}h0`).join('')}
          strokeWidth="4"
          strokeLinecap="round"
          className="fill-none stroke-brand-800"
        />
      </svg>
      <figcaption className="text-sm text-quiet">
        How many points each reviewer gives more or less than all do, with the interval that holds the true value in 95
        % of cases; the most severe on the left.
      </figcaption>
    </figure>
  )
}
