import type { CallInput } from '@/lib/call/definition'

const DAY = 24 * 60 * 60 * 1000
/** Days from today to the closing of a Call in a demonstration. */
const DAYS_OPEN = 60

/** By how many days to move the Call so that it closes in 60 days. `today` is any moment of the day. Pure. */
export function daysToMove(call: CallInput, today: Date): number {
  return Math.ceil((today.getTime() - Date.parse(call.closesAt)) / DAY) + DAYS_OPEN
}

/** By how many days a stored Call was moved; null if its dates are the real ones. Pure. */
export function daysMoved({ closesAt, announced }: Pick<CallInput, 'closesAt' | 'announced'>): number | null {
  return announced ? Math.round((Date.parse(closesAt) - Date.parse(announced.closesAt)) / DAY) : null
}

/** The Call moved by whole days, so that a demonstration is open. Its real dates stay in `announced`. Pure. */
export function shiftForDemonstration(call: CallInput, released: string, days: number): CallInput {
  const shift = (instant: string) => new Date(Date.parse(instant) + days * DAY).toISOString()
  return {
    ...call,
    opensAt: shift(call.opensAt),
    closesAt: shift(call.closesAt),
    keyDates: call.keyDates.map((date) =>
      date.at ? { ...date, at: shift(date.at) } : { ...date, text: `${date.text}, as announced for the real Call` },
    ),
    ...(call.nomination?.closesAt && { nomination: { ...call.nomination, closesAt: shift(call.nomination.closesAt) } }),
    ...(call.review?.closesAt && { review: { ...call.review, closesAt: shift(call.review.closesAt) } }),
    ...(call.decisions && {
      decisions: {
        ...call.decisions,
        ...(call.decisions.resultsAt && { resultsAt: shift(call.decisions.resultsAt) }),
        conditions: call.decisions.conditions?.map((one) => (one.dueAt ? { ...one, dueAt: shift(one.dueAt) } : one)),
      },
    }),
    announced: {
      released,
      opensAt: call.opensAt,
      closesAt: call.closesAt,
      note: 'For this demonstration the dates were moved so that the Call is open now.',
    },
  }
}
