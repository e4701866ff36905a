import { TZDate } from '@date-fns/tz'
import { addDays } from 'date-fns/addDays'
import { endOfDay } from 'date-fns/endOfDay'

/** Rules for returning an application for correction. Pure. */

/** The longest time to correct: a later date is a typing mistake. */
const MOST_DAYS = 366
const DAY = 24 * 60 * 60 * 1000

/** The proposed last minute to correct: the end of the day this many days from now, in the Call's zone. */
export function proposedDeadline(now: Date, days: number, zone: string): Date {
  return new Date(endOfDay(addDays(new TZDate(now, zone), days)).getTime())
}

/** Explains to the officer why this cannot be the last moment to correct; null if it can. */
export function deadlineProblem(at: Date | null, now: Date): string | null {
  if (!at) return 'There is no such day and time. Check the date'
  if (at <= now) return 'The last day must be in the future'
  return at.getTime() > now.getTime() + MOST_DAYS * DAY
    ? 'The last day is more than a year from now. Check the date'
    : null
}
