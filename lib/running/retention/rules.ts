import type { CallDefinition } from '@/lib/call/definition'
import type { State } from '@/lib/lifecycle/application'

/** How long personal data is kept, and what happens when its owner asks. Pure. */

/** No place came of these, and none can. */
export const UNSUCCESSFUL: readonly State[] = [
  'draft',
  'withdrawn',
  'ineligible',
  'returned',
  'not-nominated',
  'not-awarded',
  'declined',
  'expired',
]
/** A place was awarded and not given back: kept as proof of it, or of why it was revoked. */
export const AWARDED: readonly State[] = ['awarded', 'accepted', 'revoked', 'enrolled']

export type Fate = 'unsuccessful' | 'awarded' | 'open'
export const fateOf = (state: State): Fate =>
  UNSUCCESSFUL.includes(state) ? 'unsuccessful' : AWARDED.includes(state) ? 'awarded' : 'open'

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
