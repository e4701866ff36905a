import type { RequestKind, RequestState } from '@/lib/lifecycle/requests'
import type { Tone } from '@/lib/shared/ui/tag'

/** Requests in words. Pure. */

export const KIND: Record<RequestKind, { who: string; what: string; asks: string }> = {
  referee: { who: 'Referee', what: 'reference letter', asks: 'write a reference letter for' },
  supervisor: { who: 'Host supervisor', what: 'agreement', asks: 'agree to host and supervise' },
}

/** A state as the applicant reads it, and as staff do. */
export const STATE: Record<RequestState, { tone: Tone; text: string }> = {
  named: { tone: 'grey', text: 'Not invited yet' },
  invited: { tone: 'blue', text: 'Invited' },
  opened: { tone: 'blue', text: 'Opened' },
  received: { tone: 'green', text: 'Received' },
  declined: { tone: 'red', text: 'Declined' },
  'wrong-person': { tone: 'red', text: 'Wrong address' },
  replaced: { tone: 'grey', text: 'Replaced' },
}
