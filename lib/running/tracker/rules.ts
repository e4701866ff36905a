import type { State } from '@/lib/lifecycle/application'

/** What the counts of the tracker are made of. Pure. */

/** The stages of the way, in order. Each application that reached one has reached those before. */
export const STAGES = ['submitted', 'eligible', 'nominated', 'awarded', 'accepted', 'enrolled'] as const
export type Stage = (typeof STAGES)[number]

/** The states whose event says how far somebody had come. */
export const LEFT = ['withdrawn', 'revoked'] as const
type Left = (typeof LEFT)[number]
export const isLeft = (state: State): state is Left => (LEFT as readonly State[]).includes(state)

/** How far whoever is in this state has come. */
const REACHED: Record<Exclude<State, 'draft' | Left>, Stage> = {
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
  accepted: 'accepted',
  enrolled: 'enrolled',
}

export type StateCount = { track: string | null; state: State; count: number }
/** Those withdrawn or revoked, by the state from which, as their events tell; null: none does. */
export type LeftCount = { track: string | null; from: State | null; count: number }

/** How many have reached each stage. */
export function reached(states: StateCount[], left: LeftCount[]): Record<Stage, number> {
  const at = Object.fromEntries(STAGES.map((stage) => [stage, 0])) as Record<Stage, number>
  for (const { state, count } of states) if (state !== 'draft' && !isLeft(state)) at[REACHED[state]] += count
  for (const { from, count } of left)
    if (from !== 'draft') at[from === null || isLeft(from) ? 'submitted' : REACHED[from]] += count
  // From the last to the first: whoever is further on has passed here too.
  let sum = 0
  for (const stage of [...STAGES].reverse()) {
    sum += at[stage]
    at[stage] = sum
  }
  return at
}

export type Counted = { value: string | null; count: number }

/** Fewer than this in a group tell of persons rather than of numbers. */
export const LEAST = 5

/**
 * Counts for the public, in which no group is smaller than `least`: small ones are put together as the rest, which takes in the
 * next larger ones until it is no small group itself, for it could be worked out by
 * subtraction. Nothing at all, if even all together are too few.
 */
export function publishable(counts: Counted[], least = LEAST): { groups: Counted[]; rest: number } {
  const sorted = [...counts].sort((a, b) => b.count - a.count || String(a.value).localeCompare(String(b.value)))
  const groups = sorted.filter(({ value, count }) => value !== null && count >= least)
  let rest = sorted.reduce((sum, { count }) => sum + count, 0) - groups.reduce((sum, { count }) => sum + count, 0)
  while (rest > 0 && rest < least && groups.length > 0) rest += groups.pop()!.count
  return rest > 0 && rest < least ? { groups: [], rest: 0 } : { groups, rest }
}
