import { type CallClock, isOpen } from '@/lib/call/rules'

export type Phase = 'before' | 'open' | 'closed'

/**
 * The phase of a Call in the words of its pages, which do not mention the grace after the closing: nobody should plan
 * on it.
 */
export function phase(call: CallClock, now: Date): Phase {
  const state = isOpen(call, now)
  return state === 'grace' ? 'closed' : state
}
