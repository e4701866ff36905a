import type { Limit } from './limits'

/** Which applications fit within the limits. Pure. */

/** How many more places the limit leaves for the applications that it affects. */
export function roomIn({
  most,
  least,
  taken,
  outside,
  places,
}: Pick<Limit, 'most' | 'least' | 'taken' | 'outside' | 'places'>): number {
  return most !== null ? most - taken : places - least! - outside
}

/** Whether one more place for this application uses up room of the limit: a reserving limit affects all others. */
export function bearsOn(limit: Limit, id: string, track: string): boolean {
  if (limit.track !== null && limit.track !== track) return false
  return limit.counts.includes(id) === (limit.most !== null)
}

/** The labels of the hard limits that forbid a place to all of these together. */
export function forbids(limits: Limit[], wanted: { id: string; track: string }[]): string[] {
  return limits
    .filter((limit) => limit.hard)
    .filter((limit) => wanted.filter(({ id, track }) => bearsOn(limit, id, track)).length > roomIn(limit))
    .map(({ label }) => label)
}

/**
 * The first `most` of a waiting list that no hard limit forbids, in its order, and those skipped. A limit that skips
 * one application does not skip the others.
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
