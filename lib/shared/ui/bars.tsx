'use client'

import { formatNumber } from '@/lib/shared/format/format'

/** `value`: the number at its end, if it is not the sum of its parts. */
export type Bar = { key?: string; label: string; value?: number; parts: { value: number; colour: string }[] }

/** The looks of the bars stand at the list. */
const LIST =
  'space-y-2 text-sm *:grid *:grid-cols-[7.5rem_1fr_3rem] *:items-center *:gap-2 sm:*:grid-cols-[minmax(7.5rem,18rem)_1fr_3rem] [&_svg]:h-5 [&_svg]:w-full [&_svg]:rounded-sm [&_svg]:bg-white [&_svg+span]:text-right [&_svg+span]:tabular-nums'

/** Horizontal bars, which the server draws; the table beside them has the same numbers. */
export function Bars({ bars, most }: { bars: Bar[]; most?: number }) {
  const sum = ({ parts }: Bar) => parts.reduce((total, { value }) => total + value, 0)
  const width = most ?? Math.max(1, ...bars.map(sum))
  return (
    <ul aria-hidden="true" className={LIST}>
      {bars.map((bar) => (
        <li key={bar.key ?? bar.label}>
          <span>{bar.label}</span>
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="presentation">
            {bar.parts.map(({ value, colour }, at) => {
              const before = bar.parts.slice(0, at).reduce((total, part) => total + part.value, 0)
              const at100 = (n: number) => Number(((100 * n) / Math.max(1, width)).toFixed(2))
              return <rect key={colour} x={at100(before)} width={at100(value)} height="6" fill={colour} />
            })}
          </svg>
          <span>{formatNumber(bar.value ?? sum(bar))}</span>
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
