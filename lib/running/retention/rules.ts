import type { CallDefinition } from '@/lib/call/definition'
import { STATES, type State } from '@/lib/lifecycle/application'

/** How long personal data is kept, and what happens when its owner asks. Pure. */

/**
 * Of 'unsuccessful' ones no place came, and none can. 'awarded': a place was awarded and not given back; it is kept as
 * proof of it, or of why it was revoked. 'open': somebody still decides.
 */
export type Fate = 'unsuccessful' | 'awarded' | 'open'

const FATES: Record<State, Fate> = {
  draft: 'unsuccessful',
  submitted: 'open',
  eligible: 'open',
  ineligible: 'unsuccessful',
  returned: 'unsuccessful',
  'under-review': 'open',
  nominated: 'open',
  'not-nominated': 'unsuccessful',
  awarded: 'awarded',
  'waiting-list': 'open',
  'not-awarded': 'unsuccessful',
  accepted: 'awarded',
  declined: 'unsuccessful',
  expired: 'unsuccessful',
  revoked: 'awarded',
  enrolled: 'awarded',
  withdrawn: 'unsuccessful',
}

export const fateOf = (state: State): Fate => FATES[state]
export const statesOf = (fate: Fate): State[] => STATES.filter((state) => FATES[state] === fate)

/** What the owner can have erased at once: nobody is deciding on it. */
export const erasableByOwner = (state: State): boolean => fateOf(state) === 'unsuccessful' && state !== 'returned'

type Dates = { definition: CallDefinition; closesAt: Date; resultsReleasedAt: Date | null }

/** When each is erased automatically: a number of years after the results, or after the closing if there were none. */
export function erasedFrom({ definition, closesAt, resultsReleasedAt }: Dates): { unsuccessful: Date; awarded: Date } {
  const { decisions } = definition
  const planned = decisions.resultsAt ? new Date(decisions.resultsAt) : closesAt
  const from = new Date(Math.max((resultsReleasedAt ?? planned).getTime(), closesAt.getTime()))
  const later = (years: number) => {
    const date = new Date(from)
    date.setUTCFullYear(date.getUTCFullYear() + years)
    return date
  }
  return { unsuccessful: later(decisions.retentionYears), awarded: later(decisions.awardedRetentionYears) }
}

/** The text in place of erased data. */
export const ERASED = 'erased'
/** A domain that never exists (RFC 2606). */
export const erasedAddress = (id: string) => `erased-${id}@erased.invalid`
