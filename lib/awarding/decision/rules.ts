import type { Limit } from './limits'

/** Who fits within the limits. Pure. */

/** How many more places the limit leaves to those that it bears on. */
export function roomIn({
  most,
  least,
  taken,
  outside,
  places,
}: Pick<Limit, 'most' | 'least' | 'taken' | 'outside' | 'places'>): number {
  return most !== null ? most - taken : places - least! - outside
}

/** Whether one more place of this application uses up room of the limit: one that keeps places bears on all others. */
export function bearsOn(limit: Limit, id: string, track: string): boolean {
  if (limit.track !== null && limit.track !== track) return false
  return limit.counts.includes(id) === (limit.most !== null)
}

/** The hard limits that forbid a place to all of these together, by their labels. */
export function forbids(limits: Limit[], wanted: { id: string; track: string }[]): string[] {
  return limits
    .filter((limit) => limit.hard)
    .filter((limit) => wanted.filter(({ id, track }) => bearsOn(limit, id, track)).length > roomIn(limit))
    .map(({ label }) => label)
}

/**
 * The first `most` of a waiting list that no hard limit forbids, in its order, and who was passed over for that. A limit
 * that somebody is passed over for is no reason to pass over the others.
 */
export function nextOn(list: string[], track: string, most: number, limits: Limit[]) {
  const chosen: string[] = []
  const passed: string[] = []
  for (const id of list) {
    if (chosen.length >= most) break
    const wanted = [...chosen, id].map((one) => ({ id: one, track }))
    if (forbids(limits, wanted).length > 0) passed.push(id)
    else chosen.push(id)
  }
  return { chosen, passed }
}
