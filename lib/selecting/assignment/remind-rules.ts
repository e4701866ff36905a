import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'

/**
 * A reviewer gets at most one reminder per day, in the Call's time zone: the notification's key contains the day. Pure.
 */

export const reminderKeys = (callId: string): string => `review-reminder:${callId}:`

export const reminderKey = (callId: string, timeZone: string, now: Date): string =>
  reminderKeys(callId) + format(new TZDate(now, timeZone), 'yyyy-MM-dd')
