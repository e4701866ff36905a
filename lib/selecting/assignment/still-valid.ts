import type { Work } from './build'
import { concernsOf, isAllowed } from './cost'
import type { Dropped } from './schema'

/** A pair by positions in the lists of applications and reviewers; -1: no longer in the list. */
export type Pair = { application: number; reviewer: number }

/** Splits the pairs of a run into those that are still possible and the others, counted by reason. Pure. */
export function stillGood<P extends Pair>(
  work: Work,
  pairs: P[],
): { good: P[]; dropped: Partial<Record<Dropped, number>> } {
  const conflicts = new Set<string>()
  for (let at = 0; at < work.conflicts.length; at += 2) conflicts.add(`${work.conflicts[at]} ${work.conflicts[at + 1]}`)
  const has = work.applications.map(({ standing }) => standing.length)
  const used = work.reviewers.map((reviewer) => reviewer.used)
  const whyNot = (a: number, r: number): Dropped | null => {
    const [application, reviewer] = [work.applications[a], work.reviewers[r]]
    if (!application) return 'application'
    if (!reviewer) return 'reviewer'
    if (conflicts.has(`${a} ${r}`)) return 'conflict'
    if (application.standing.includes(r) || application.former.includes(r)) return 'before'
    if (has[a]! >= application.wanted) return 'enough'
    if (!concernsOf(work, application, reviewer, false).every((concern) => isAllowed(concern, work.options)))
      return 'fit'
    return used[r]! >= reviewer.limit ? 'load' : null
  }
  const good: P[] = []
  const dropped: Partial<Record<Dropped, number>> = {}
  for (const pair of pairs) {
    const reason = whyNot(pair.application, pair.reviewer)
    if (reason) {
      dropped[reason] = (dropped[reason] ?? 0) + 1
      continue
    }
    good.push(pair)
    has[pair.application]!++
    used[pair.reviewer]!++
  }
  return { good, dropped }
}
