import type { State } from '@/lib/lifecycle/application'
import { STAGE_OF, STAGES, type Stage } from '@/lib/lifecycle/stages'

/** The rules of the tracker's counts. Pure. */

/** The stages of submitted applications. The tracker counts the started ones apart, because only staff see them. */
export const SUBMITTED_STAGES = STAGES.filter((stage) => stage !== 'started')
export type SubmittedStage = Exclude<Stage, 'started'>

/** The states whose event says which stage was reached. */
export const LEFT = ['withdrawn', 'revoked'] as const
type Left = (typeof LEFT)[number]
export const isLeft = (state: State): state is Left => (LEFT as readonly State[]).includes(state)

export type StateCount = { track: string | null; state: State; count: number }
/** Withdrawn or revoked applications, by the state before, from their events; null if no event says it. */
export type LeftCount = { track: string | null; from: State | null; count: number }

/** How many have reached each stage. */
export function reached(states: StateCount[], left: LeftCount[]): Record<SubmittedStage, number> {
  const at = Object.fromEntries(STAGES.map((stage) => [stage, 0])) as Record<Stage, number>
  for (const { state, count } of states) if (!isLeft(state)) at[STAGE_OF[state]] += count
  for (const { from, count } of left) at[from === null || isLeft(from) ? 'submitted' : STAGE_OF[from]] += count
  // From last to first: a later stage includes the earlier ones.
  let sum = 0
  for (const stage of [...SUBMITTED_STAGES].reverse()) {
    sum += at[stage]
    at[stage] = sum
  }
  const { started: _, ...submitted } = at
  return submitted
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
