import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'

/** A reviewer is reminded once a day of the Call's time zone at the most: its key is in the notification. Pure. */

export const reminderKeys = (callId: string): string => `review-reminder:${callId}:`

export const reminderKey = (callId: string, timeZone: string, now: Date): string =>
  reminderKeys(callId) + format(new TZDate(now, timeZone), 'yyyy-MM-dd')
