import { formatNumber } from '@/lib/shared/format/format'

/** `value`: the number at its end, if it is not the sum of its parts. */
export type Bar = { key?: string; label: string; value?: number; parts: { value: number; colour: string }[] }

/** Colours that differ in lightness too, for people who do not see the hue. */
export const COLOURS = { enrolled: '#062f4a', accepted: '#075685', offered: '#5ba3cf', free: '#d6e9f5' }

/** Horizontal bars, drawn on the server; the table beside them has the same numbers. */
export function Bars({ bars, most }: { bars: Bar[]; most?: number }) {
  const sum = ({ parts }: Bar) => parts.reduce((total, { value }) => total + value, 0)
  const width = most ?? Math.max(1, ...bars.map(sum))
  return (
    <ul aria-hidden="true" className="space-y-2 text-sm">
      {bars.map((bar) => (
        <li
          key={bar.key ?? bar.label}
          className="grid grid-cols-[7.5rem_1fr_3rem] sm:grid-cols-[minmax(7.5rem,18rem)_1fr_3rem] items-center gap-2"
        >
          <span>{bar.label}</span>
          <svg
            viewBox="0 0 100 6"
            preserveAspectRatio="none"
            className="h-5 w-full rounded-sm bg-white"
            role="presentation"
          >
            {bar.parts.map(({ value, colour }, at) => {
              const before = bar.parts.slice(0, at).reduce((total, part) => total + part.value, 0)
              const at100 = (n: number) => (100 * n) / Math.max(1, width)
              return <rect key={colour} x={at100(before)} width={at100(value)} height="6" fill={colour} />
            })}
          </svg>
          <span className="text-right tabular-nums">{formatNumber(bar.value ?? sum(bar))}</span>
        </li>
      ))}
    </ul>
  )
}

/** What the colours of stacked bars mean. */
export function Legend({ of }: { of: { label: string; colour: string }[] }) {
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {of.map(({ label, colour }) => (
        <li key={label} className="flex items-center gap-1.5">
          <span className="inline-block size-3.5 rounded-sm border border-line" style={{ background: colour }} />
          {label}
        </li>
      ))}
    </ul>
  )
}
