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
  'revoked',
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
  'revoked',
  'enrolled',
]

/** What was decided, which applicants are shown once the Call's results are released, all at once. */
export const RESULTS: readonly State[] = ['awarded', 'waiting-list', 'not-awarded']

/**
 * What the applicant is shown: a nomination is no result yet, and no result is shown before all are. Everything that they
 * see of it goes by this, what they can do too, so that nothing tells a result early.
 */
export function shownToApplicant({
  state,
  resultsReleasedAt,
}: {
  state: State
  resultsReleasedAt: Date | null
}): State {
  if (state === 'nominated') return 'under-review'
  if (state === 'not-nominated') return resultsReleasedAt ? 'not-awarded' : 'under-review'
  return RESULTS.includes(state) && !resultsReleasedAt ? 'under-review' : state
}

/**
 * The states in which nothing can become of the application any more, as everybody concerned knows: no letter is of use,
 * and it cannot be withdrawn. One that was not nominated or not awarded is none of them, or this would tell it early.
 */
export const OVER: readonly State[] = ['withdrawn', 'ineligible', 'declined', 'expired', 'revoked', 'enrolled']

/** A state in words, as its name says: 'under-review' is 'Under review'. */
export function stateInWords(state: State): string {
  const words = state.replaceAll('-', ' ')
  return words[0]!.toUpperCase() + words.slice(1)
}
