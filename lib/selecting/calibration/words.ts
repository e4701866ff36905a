import type { Calibration } from './calibrate'

/** Figures in words. Pure. */

export const points = (value: number) => value.toFixed(2)

/** With its sign, and a real minus. */
export function signed(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits)
  if (Number(text) === 0) return text
  return value < 0 ? `−${text}` : `+${text}`
}

export const orDash = (value: number | null, words: (value: number) => string) => (value === null ? '–' : words(value))

/** The sources of the differences between totals, in percent. */
export function shares({ variances: { quality, severity, error } }: Calibration): [string, number][] {
  const all = quality + severity + error
  const percent = (value: number) => Math.round((100 * value) / all)
  return [
    ['the applications', percent(quality)],
    ['how severe reviewers are', percent(severity)],
    ['all else, for instance that reviewers disagree', percent(error)],
  ]
}
