import type { Player, Scene } from '../pages/cast'

/** Who may do an action, how it is asked for, and where it shows that something changed. */
export type Rule = {
  /** What the form sends. */
  fields: (scene: Scene) => Record<string, string | string[]> | Promise<Record<string, string | string[]>>
  who: Player[]
  /** The application's state, where it is not 'under-review'. */
  state?: string
  /** The application's institution, where the action is about more of it than one application. */
  host?: string
  /** What has to be there before. */
  prepare?: (scene: Scene) => Promise<unknown>
  /** Who may, and is not tried. */
  except?: Player[]
  /** What the page binds to the action. */
  bound?: (scene: Scene) => unknown[]
  /** It changes nothing to see: who may is led to another page. */
  leads?: true
  /** There is a proposed assignment of no pairs, with the application's id. */
  hasRun?: true
  /** What it may change, where that is not of the application. */
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
