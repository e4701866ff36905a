/** Figures for how evenly something is spread. Pure. */

export type Spread = { least: number; median: number; most: number }

/** Null for no values. */
export function spreadOf(values: number[]): Spread | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
  return { least: sorted[0]!, median: middle, most: sorted.at(-1)! }
}

/** Counts the values in each of equal steps from 0 to the highest, for a histogram. */
export function histogramOf(values: number[], steps: number): { from: number; to: number; count: number }[] {
  const most = Math.max(0, ...values)
  const width = Math.max(1, Math.ceil((most + 1) / steps))
  const bars = Array.from({ length: Math.ceil((most + 1) / width) }, (_, n) => ({
    from: n * width,
    to: (n + 1) * width - 1,
    count: 0,
  }))
  for (const value of values) bars[Math.floor(value / width)]!.count++
  return bars
}

/** Steps of how well pairs fit, in points, best first. */
export const FITS: { from: number; words: string }[] = [
  { from: 0, words: 'Nothing against it' },
  { from: 1, words: '1 to 7 points: the applicant’s country, or a reviewer who named no disciplines' },
  { from: 8, words: '8 to 11 points: where a referee or the supervisor works' },
  { from: 12, words: '12 points and more: mostly another discipline' },
]

/** The position in FITS of a number of points. */
export const fitOf = (points: number): number => FITS.findLastIndex(({ from }) => points >= from)
