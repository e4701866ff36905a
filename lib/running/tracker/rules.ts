import type { State } from '@/lib/lifecycle/application'

/** The rules of the tracker's counts. Pure. */

/** The stages, in order. An application that reached one has reached those before. */
export const STAGES = ['submitted', 'eligible', 'nominated', 'awarded', 'accepted', 'enrolled'] as const
export type Stage = (typeof STAGES)[number]

/** The states whose event says which stage was reached. */
export const LEFT = ['withdrawn', 'revoked'] as const
type Left = (typeof LEFT)[number]
export const isLeft = (state: State): state is Left => (LEFT as readonly State[]).includes(state)

/** The stage of an application in this state. */
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
/** Withdrawn or revoked applications, by the state before, from their events; null if no event says it. */
export type LeftCount = { track: string | null; from: State | null; count: number }

/** How many have reached each stage. */
export function reached(states: StateCount[], left: LeftCount[]): Record<Stage, number> {
  const at = Object.fromEntries(STAGES.map((stage) => [stage, 0])) as Record<Stage, number>
  for (const { state, count } of states) if (state !== 'draft' && !isLeft(state)) at[REACHED[state]] += count
  for (const { from, count } of left)
    if (from !== 'draft') at[from === null || isLeft(from) ? 'submitted' : REACHED[from]] += count
  // From last to first: a later stage includes the earlier ones.
  let sum = 0
  for (const stage of [...STAGES].reverse()) {
    sum += at[stage]
    at[stage] = sum
  }
  return at
}

export type Counted = { value: string | null; count: number }

/** A smaller group reveals something about its members. */
export const LEAST = 5

/**
 * Public counts without groups smaller than `least`. It combines small groups into the rest, and adds the next larger
 * ones until the rest is not small itself, because otherwise subtraction would reveal it. Empty if even the total is
 * too small.
 */
export function publishable(counts: Counted[], least = LEAST): { groups: Counted[]; rest: number } {
  const sorted = [...counts].sort((a, b) => b.count - a.count || String(a.value).localeCompare(String(b.value)))
  const groups = sorted.filter(({ value, count }) => value !== null && count >= least)
  let rest = sorted.reduce((sum, { count }) => sum + count, 0) - groups.reduce((sum, { count }) => sum + count, 0)
  while (rest > 0 && rest < least && groups.length > 0) rest += groups.pop()!.count
  return rest > 0 && rest < least ? { groups: [], rest: 0 } : { groups, rest }
}
