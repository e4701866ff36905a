import { type CallClock, isOpen } from '@/lib/call/rules'

export type Phase = 'before' | 'open' | 'closed'

/** Where a call stands, as its pages say it: the grace after the closing instant is no one's plan. */
export function phase(call: CallClock, now: Date): Phase {
  const state = isOpen(call, now)
  return state === 'grace' ? 'closed' : state
}
