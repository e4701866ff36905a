import type { Player, Scene } from '../pages/cast'

/** Who may use an action, how to call it, and where a change shows. */
export type Rule = {
  /** The fields of the form. */
  fields: (scene: Scene) => Record<string, string | string[]> | Promise<Record<string, string | string[]>>
  who: Player[]
  /** The application's state, if not 'under-review'. */
  state?: string
  /** The application's institution, for actions about more than one application of it. */
  host?: string
  /** What has to exist before. */
  prepare?: (scene: Scene) => Promise<unknown>
  /** People who may use it, but whom the test does not try. */
  except?: Player[]
  /** The page's bound arguments of the action. */
  bound?: (scene: Scene) => unknown[]
  /** It changes nothing visible: the right people are redirected to another page. */
  leads?: true
  /** There is a proposed assignment without pairs, with the application's id. */
  hasRun?: true
  /** What it may change outside of the application. */
  watch?: (scene: Scene) => Promise<unknown>
}

export const LEADERS: Player[] = ['chief', 'conflicted chief', 'admin', 'conflicted admin']

export const REVIEWERS: Player[] = [
  'other reviewer',
  'reviewer',
  'reviewer who has not declared',
  'reviewer who has handed in',
  'conflicted reviewer',
]
