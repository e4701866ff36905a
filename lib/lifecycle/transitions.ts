import { OVER, STATES, type State } from '@/lib/lifecycle/application'

/** The life of an application: every change of state, who may make it, and what it sends. All else derives from here. */

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
  /** The Call must be open (with its grace, for a submission). */
  whileOpen: boolean
  /** The mail that it causes; the event recorded has the transition's name. */
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
  /** As the applicant's timeline says it; null if it is not for the applicant. */
  told: string | null
  /** A result: the applicant is told of it once the results of the Call are released, and not before. */
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
    // One that is over, or whose student has come, cannot be withdrawn.
    from: STATES.filter((state) => !OVER.includes(state)),
    to: 'withdrawn',
    by: 'applicant',
    whileOpen: false,
    mail: 'application-withdrawn',
    told: 'Application withdrawn',
  },
  // The undo of a withdrawal, as long as the application could still be handed in.
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
  // The undo of a check, and of a return that was not corrected in time: it counts as it was last submitted.
  'check-again': {
    from: ['eligible', 'ineligible', 'returned'],
    to: 'submitted',
    by: 'officer',
    whileOpen: false,
    mail: 'application-checked-again',
    told: 'Checked again',
  },
  // When its reviewers are first told.
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
  // To its applicant this is no other result than the committee's: nothing tells how far an application came.
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
  // Of the waiting list by itself, or as an admin confirms. The mail of a result goes out once all are released.
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
  // The undo of a decision, until the results are released.
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
  // After the release, for a reason such as a false document; before it a decision is taken back by 'reconsider'.
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

/** Whether the state allows it; who may is `can`'s to say, and the Call's dates are checked where it is made. */
export function allows(name: TransitionName, state: State): boolean {
  return transitions[name].from.includes(state)
}
