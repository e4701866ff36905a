import type { State } from './application'

/** How far an application has come, for every count. Pure. */

/** The stages, in order. An application that reached one has reached those before. */
export const STAGES = ['started', 'submitted', 'eligible', 'nominated', 'awarded', 'accepted', 'enrolled'] as const
export type Stage = (typeof STAGES)[number]

/**
 * The furthest stage that a state proves. For a withdrawn or revoked application, its events may prove a later one or
 * none: a draft can be withdrawn too.
 */
export const STAGE_OF: Record<State, Stage> = {
  draft: 'started',
  withdrawn: 'started',
  submitted: 'submitted',
  returned: 'submitted',
  ineligible: 'submitted',
  eligible: 'eligible',
  'under-review': 'eligible',
  'not-nominated': 'eligible',
  nominated: 'nominated',
  'waiting-list': 'nominated',
  'not-awarded': 'nominated',
  awarded: 'awarded',
  declined: 'awarded',
  expired: 'awarded',
  revoked: 'awarded',
  accepted: 'accepted',
  enrolled: 'enrolled',
}

/** Whether an application in this state has reached the stage. */
export const hasReached = (state: State, stage: Stage): boolean =>
  STAGES.indexOf(STAGE_OF[state]) >= STAGES.indexOf(stage)
