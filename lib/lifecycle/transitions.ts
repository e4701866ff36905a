import { OVER, STATES, type State } from '@/lib/lifecycle/application'

/**
 * The life of an application: every change of state, who may make it, and what it sends. Everything else derives from
 * this table.
 */

export type TransitionName =
  | 'submit'
  | 'withdraw'
  | 'reopen'
  | 'find-eligible'
  | 'find-ineligible'
  | 'return'
  | 'check-again'
  | 'start-review'
  | 'nominate'
  | 'not-nominate'
  | 'nominate-again'
  | 'award'
  | 'put-on-waiting-list'
  | 'not-award'
  | 'reconsider'
  | 'accept'
  | 'decline'
  | 'expire'
  | 'revoke'
  | 'enrol'
export type TransitionRole = 'applicant' | 'officer' | 'chief' | 'admin' | 'system'

type Transition = {
  from: readonly State[]
  to: State
  by: TransitionRole
  /** The Call must be open (including its grace, for a submission). */
  whileOpen: boolean
  /** The mail that it sends; the recorded event has the transition's name. */
  mail:
    | 'application-submitted'
    | 'application-withdrawn'
    | 'application-reopened'
    | 'application-eligible'
    | 'application-ineligible'
    | 'application-returned'
    | 'application-checked-again'
    | 'offer-accepted'
    | 'offer-declined'
    | 'offer-expired'
    | 'offer-revoked'
    | 'enrolled'
    | null
  /** The words in the applicant's timeline; null if applicants do not see it. */
  told: string | null
  /** A result: the applicant learns of it only when the results of the Call are released. */
  held?: true
}

export const transitions: Record<TransitionName, Transition> = {
  submit: {
    from: ['draft', 'returned'],
    to: 'submitted',
    by: 'applicant',
    whileOpen: true,
    mail: 'application-submitted',
    told: 'Application submitted',
  },
  withdraw: {
    // Applications that are over, or whose student has arrived, cannot be withdrawn.
    from: STATES.filter((state) => !OVER.includes(state)),
    to: 'withdrawn',
    by: 'applicant',
    whileOpen: false,
    mail: 'application-withdrawn',
    told: 'Application withdrawn',
  },
  // Undoes a withdrawal, as long as the applicant could still submit the application.
  reopen: {
    from: ['withdrawn'],
    to: 'draft',
    by: 'applicant',
    whileOpen: true,
    mail: 'application-reopened',
    told: 'Application reopened',
  },
  'find-eligible': {
    from: ['submitted'],
    to: 'eligible',
    by: 'officer',
    whileOpen: false,
    mail: 'application-eligible',
    told: 'Found eligible',
  },
  'find-ineligible': {
    from: ['submitted', 'eligible'],
    to: 'ineligible',
    by: 'officer',
    whileOpen: false,
    mail: 'application-ineligible',
    told: 'Found not eligible',
  },
  return: {
    from: ['submitted', 'eligible'],
    to: 'returned',
    by: 'officer',
    whileOpen: false,
    mail: 'application-returned',
    told: 'Returned for correction',
  },
  // Undoes a check, or a return that was not corrected in time: the last submission counts.
  'check-again': {
    from: ['eligible', 'ineligible', 'returned'],
    to: 'submitted',
    by: 'officer',
    whileOpen: false,
    mail: 'application-checked-again',
    told: 'Checked again',
  },
  // When the portal first tells its reviewers.
  'start-review': {
    from: ['eligible'],
    to: 'under-review',
    by: 'chief',
    whileOpen: false,
    mail: null,
    told: 'Sent to reviewers',
  },
  nominate: {
    from: ['eligible', 'under-review'],
    to: 'nominated',
    by: 'officer',
    whileOpen: false,
    mail: null,
    told: null,
  },
  // The applicant sees the same as for a committee's refusal, so that nothing reveals how far the application came.
  'not-nominate': {
    from: ['eligible', 'under-review'],
    to: 'not-nominated',
    by: 'officer',
    whileOpen: false,
    mail: null,
    told: 'Not awarded',
    held: true,
  },
  // An admin opens a list that was handed in.
  'nominate-again': {
    from: ['nominated', 'not-nominated'],
    to: 'under-review',
    by: 'admin',
    whileOpen: false,
    mail: null,
    told: null,
  },
  // The waiting list promotes it automatically, or an admin confirms. The mail goes out once all results are released.
  award: {
    from: ['nominated', 'waiting-list'],
    to: 'awarded',
    by: 'admin',
    whileOpen: false,
    mail: null,
    told: 'Scholarship offered',
    held: true,
  },
  'put-on-waiting-list': {
    from: ['nominated'],
    to: 'waiting-list',
    by: 'admin',
    whileOpen: false,
    mail: null,
    told: 'Put on the waiting list',
    held: true,
  },
  'not-award': {
    from: ['nominated', 'waiting-list'],
    to: 'not-awarded',
    by: 'admin',
    whileOpen: false,
    mail: null,
    told: 'Not awarded',
    held: true,
  },
  // Undoes a decision, until the results are released.
  reconsider: {
    from: ['awarded', 'waiting-list', 'not-awarded'],
    to: 'nominated',
    by: 'admin',
    whileOpen: false,
    mail: null,
    told: null,
  },
  accept: {
    from: ['awarded'],
    to: 'accepted',
    by: 'applicant',
    whileOpen: false,
    mail: 'offer-accepted',
    told: 'Offer accepted',
  },
  decline: {
    from: ['awarded'],
    to: 'declined',
    by: 'applicant',
    whileOpen: false,
    mail: 'offer-declined',
    told: 'Offer declined',
  },
  expire: {
    from: ['awarded'],
    to: 'expired',
    by: 'system',
    whileOpen: false,
    mail: 'offer-expired',
    told: 'Offer not answered in time',
  },
  // After the release, for a reason such as a false document; before the release 'reconsider' takes a decision back.
  revoke: {
    from: ['awarded', 'accepted'],
    to: 'revoked',
    by: 'admin',
    whileOpen: false,
    mail: 'offer-revoked',
    told: 'Offer revoked',
  },
  enrol: {
    from: ['accepted'],
    to: 'enrolled',
    by: 'officer',
    whileOpen: false,
    mail: 'enrolled',
    told: 'Enrolled',
  },
}

/** Whether the state allows it. `can` says who may, and the code that makes the change checks the Call's dates. */
export function allows(name: TransitionName, state: State): boolean {
  return transitions[name].from.includes(state)
}
