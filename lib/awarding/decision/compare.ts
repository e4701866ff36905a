import type { ScenarioResult } from './simulate'

/** Compares two scenarios. Pure. */

export type Outcome = 'award' | 'waiting' | 'not'
export type Difference = { id: string; one: Outcome | null; other: Outcome | null }

const outcomes = ({ award, waiting, not }: ScenarioResult) =>
  new Map<string, Outcome>([
    ...award.map((id) => [id, 'award'] as const),
    ...waiting.map((id) => [id, 'waiting'] as const),
    ...not.map((id) => [id, 'not'] as const),
  ])

/**
 * The applications with different results, those with a place in the first scenario first, in its order; null: not in
 * the scenario.
 */
export function differencesOf(one: ScenarioResult, other: ScenarioResult): Difference[] {
  const [first, second] = [outcomes(one), outcomes(other)]
  return [...new Set([...first.keys(), ...second.keys()])].flatMap((id) => {
    const [a, b] = [first.get(id) ?? null, second.get(id) ?? null]
    return a === b ? [] : [{ id, one: a, other: b }]
  })
}

/** Whether the nominations or decisions changed since the scenario was made, so that it can no longer be applied. */
export function isOutdated({ basis }: ScenarioResult, nominated: string[]): boolean {
  return [...basis].sort().join() !== [...nominated].sort().join()
}

/** How many places of a result each value has, the most first. */
export function sharesOf<T extends { id: string }>(
  { award }: ScenarioResult,
  all: T[],
  groupOf: (one: T) => string | null,
): [value: string | null, places: number][] {
  const byId = new Map(all.map((one) => [one.id, one]))
  const counts = new Map<string | null, number>()
  for (const id of award) {
    const one = byId.get(id)
    if (one) counts.set(groupOf(one), (counts.get(groupOf(one)) ?? 0) + 1)
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (String(a) < String(b) ? -1 : 1))
}
