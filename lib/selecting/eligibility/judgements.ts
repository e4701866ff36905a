import type { Decision, Verdict } from '@/lib/lifecycle/checks'
import type { Item } from './items'

/** Officers' judgements of a checklist's items. Pure. */

export type Judged = { item: string; verdict: Verdict; note: string | null; personId: string; by: string; at: Date }

/** The items of an earlier submission, with its time. */
export type Attempt = { submittedAt: Date; items: Item[] }

/**
 * The keys of items that changed after an officer judged them: a new submission has other answers or files, or the
 * letter came. `attempts` are in order, the present one last.
 */
export function outdated(attempts: Attempt[], judged: Judged[]): Set<string> {
  const present = attempts.at(-1)!
  return new Set(
    judged.flatMap(({ item: key, at }) => {
      const item = present.items.find((candidate) => candidate.key === key)
      if (!item) return []
      if (item.changedAt && item.changedAt > at) return key
      const then = attempts.findLast(({ submittedAt }) => submittedAt <= at) ?? attempts[0]!
      const before = then.items.find((candidate) => candidate.key === key)
      return before?.basis === item.basis ? [] : key
    }),
  )
}

/**
 * Warnings against a decision, from the verdicts; each is a sentence for the officer, who may decide so nevertheless.
 */
export function warningsOf(outcome: Decision, items: Item[], judged: Judged[]): string[] {
  const verdictOf = (item: Item) => judged.find(({ item: key }) => key === item.key)?.verdict
  const named = (list: Item[]) => list.map(({ title }) => `“${title.replace(/\.$/, '')}”`).join(', ')
  const refused = items.filter((item) => verdictOf(item) === 'not-met')
  const unclear = items.filter((item) => verdictOf(item) === 'unclear')
  const found = items.filter((item) => !verdictOf(item) && item.finding === 'not-met')
  const warnings: string[] = []
  if (outcome === 'eligible') {
    if (refused.length > 0) warnings.push(`Judged as not met: ${named(refused)}.`)
    if (unclear.length > 0) warnings.push(`Judged as unclear: ${named(unclear)}.`)
    if (found.length > 0) warnings.push(`Not met by what was handed in, and not judged by anybody: ${named(found)}.`)
  }
  if (outcome === 'ineligible' && refused.length + found.length === 0)
    warnings.push('No item of the checklist is judged as not met.')
  return warnings
}
