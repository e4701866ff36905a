/** The states of an application, in the order of its life. */
export const STATES = [
  'draft',
  'submitted',
  'eligible',
  'ineligible',
  'returned',
  'under-review',
  'nominated',
  'not-nominated',
  'awarded',
  'waiting-list',
  'not-awarded',
  'accepted',
  'declined',
  'expired',
  'enrolled',
  'withdrawn',
] as const

export type State = (typeof STATES)[number]

/** The states in which the applicant may change answers and documents. */
export const EDITABLE: readonly State[] = ['draft', 'returned']

/** The states in which reviewers may read what they were assigned; reviews are written while it is 'under-review'. */
export const REVIEWABLE: readonly State[] = [
  'under-review',
  'nominated',
  'not-nominated',
  'awarded',
  'waiting-list',
  'not-awarded',
  'accepted',
  'declined',
  'expired',
  'enrolled',
]

/** What the applicant is shown: a nomination is no result yet. */
export function shownToApplicant(state: State): State {
  return state === 'nominated' || state === 'not-nominated' ? 'under-review' : state
}

/** The states in which nothing can become of the application any more: no letter is of use. */
export const OVER: readonly State[] = [
  'withdrawn',
  'ineligible',
  'not-nominated',
  'not-awarded',
  'declined',
  'expired',
  'enrolled',
]

/** A state in words, as its name says: 'under-review' is 'Under review'. */
export function stateInWords(state: State): string {
  const words = state.replaceAll('-', ' ')
  return words[0]!.toUpperCase() + words.slice(1)
}
