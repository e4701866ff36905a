import { TZDate } from '@date-fns/tz'
import { addDays, endOfDay } from 'date-fns'

/** Pure rules of returning an application for correction. */

/** The longest time to correct: what is later is a slip of the pen. */
const MOST_DAYS = 366
const DAY = 24 * 60 * 60 * 1000

/** The last minute to correct that is proposed: the end of the day so many days from now, in the Call's zone. */
export function proposedDeadline(now: Date, days: number, zone: string): Date {
  return new Date(endOfDay(addDays(new TZDate(now, zone), days)).getTime())
}

/** Why this cannot be the last moment to correct, for the officer; null if it can. */
export function deadlineProblem(at: Date | null, now: Date): string | null {
  if (!at) return 'There is no such day and time. Check the date'
  if (at <= now) return 'The last day must be still to come'
  return at.getTime() > now.getTime() + MOST_DAYS * DAY
    ? 'The last day is more than a year from now. Check the date'
    : null
}
