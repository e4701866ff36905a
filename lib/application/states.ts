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
