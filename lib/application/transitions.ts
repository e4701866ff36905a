import { OVER, STATES, type State } from './states'

/** The life of an application: every change of state, who may make it, and what it sends. All else derives from here. */

export type TransitionName = 'submit' | 'withdraw' | 'reopen'
export type TransitionRole = 'applicant' | 'officer' | 'admin' | 'system'

type Transition = {
  from: readonly State[]
  to: State
  by: TransitionRole
  /** The Call must be open (with its grace, for a submission). */
  whileOpen: boolean
  /** The mail that it causes; the event recorded has the transition's name. */
  mail: 'application-submitted' | 'application-withdrawn' | 'application-reopened' | null
  /** As the timeline says it. */
  told: string
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
}

/** Whether the state allows it; who may is `can`'s to say, and the Call's dates are checked where it is made. */
export function allows(name: TransitionName, state: State): boolean {
  return transitions[name].from.includes(state)
}
