import { TZDate } from '@date-fns/tz'

/** Pure rules of deadlines: typed times, and when a reminder is due. */

export type TypedDate = { day: string; month: string; year: string }

/**
 * The end of that minute in the zone, so that '23:59' is open until midnight; null if there is no such day or time (30
 * February; the hour that a change to summer time leaves out).
 */
export function instantOf({ day, month, year }: TypedDate, time: string, zone: string): Date | null {
  const numbers = [year, month, day, ...time.split(/[:.]/)].map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : NaN))
  const [y, m, d, hours, minutes] = numbers as [number, number, number, number, number]
  if (numbers.length !== 5 || numbers.some(Number.isNaN)) return null
  const at = new TZDate(y, m - 1, d, hours, minutes, 59, 0, zone)
  const parts = [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes()]
  return parts.every((part, index) => part === numbers[index]) ? new Date(at.getTime()) : null
}

/** The reverse: the parts of an instant for a form. */
export function partsOf(at: Date, zone: string): TypedDate & { time: string } {
  const local = new TZDate(at, zone)
  const two = (n: number) => String(n).padStart(2, '0')
  return {
    day: String(local.getDate()),
    month: String(local.getMonth() + 1),
    year: String(local.getFullYear()),
    time: `${two(local.getHours())}:${two(local.getMinutes())}`,
  }
}

/** Drafts that close in more than `over` and at most `days` days are due the reminder of that many days. */
export type ReminderWindow = { days: number; over: number }

/**
 * The windows of a Call's reminder days; each draft is in one at most, so that after missed reminders (the server was
 * down) people get only the latest.
 */
export function reminderWindows(days: number[]): ReminderWindow[] {
  const ascending = [...new Set(days)].sort((a, b) => a - b)
  return ascending.map((day, index) => ({ days: day, over: ascending[index - 1] ?? 0 }))
}
