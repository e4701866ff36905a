import type { CallInput } from '@/lib/call/definition'

const DAY = 24 * 60 * 60 * 1000
/** Days from today to the closing of a call that is shown as a demonstration. */
const DAYS_OPEN = 60

/**
 * The Call moved by whole days so that it is open today and closes in 60 days. Its real dates stay in `announced`.
 * Pure; `today` is any moment of the day of the demonstration.
 */
export function shiftForDemonstration(call: CallInput, released: string, today: Date): CallInput {
  const days = Math.ceil((today.getTime() - Date.parse(call.closesAt)) / DAY) + DAYS_OPEN
  const shift = (instant: string) => new Date(Date.parse(instant) + days * DAY).toISOString()
  return {
    ...call,
    opensAt: shift(call.opensAt),
    closesAt: shift(call.closesAt),
    keyDates: call.keyDates.map((date) =>
      date.at ? { ...date, at: shift(date.at) } : { ...date, text: `${date.text}, as announced for the real Call` },
    ),
    announced: {
      released,
      opensAt: call.opensAt,
      closesAt: call.closesAt,
      note: 'For this demonstration the dates were moved so that the Call is open now.',
    },
  }
}
