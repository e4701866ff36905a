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

/**
 * The states in which reviewers may read their assigned applications; they write reviews while it is 'under-review'.
 */
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

/** Results, which applicants see once the Call's results are released, all at once. */
export const RESULTS: readonly State[] = ['awarded', 'waiting-list', 'not-awarded']

/**
 * The state that the applicant sees: a nomination is not a result yet, and results appear only when all are released.
 * Everything that applicants see and can do follows from this state, so that nothing reveals a result early.
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
 * The final states, known to everybody concerned: letters are of no use any more, and nobody can withdraw the
 * application. Applications that were not nominated or not awarded are not among them, because that would reveal the
 * result early.
 */
export const OVER: readonly State[] = ['withdrawn', 'ineligible', 'declined', 'expired', 'revoked', 'enrolled']

/** A state in words: 'under-review' is 'Under review'. */
export function stateInWords(state: State): string {
  const words = state.replaceAll('-', ' ')
  return words[0]!.toUpperCase() + words.slice(1)
}
