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
