/** What a reviewer gives back when they take on fewer applications. Pure. */

export type Standing = {
  id: string
  applicationId: string
  number: string
  /** Not released: the reviewer cannot see it. */
  hidden: boolean
  /** The review is started or submitted, or reviewing has ended: it stays with the reviewer. */
  begun: boolean
  assignedAt: Date
}

export type GivenBack<S> = { hidden: S[]; released: S[]; kept: S[] }

/**
 * Chooses what goes back so that no more than `accepts` are left: hidden ones first, then the newest. Started reviews
 * stay, so more than `accepts` may remain. How many released ones go back does not depend on the hidden ones, so the
 * number reveals nothing about them.
 */
export function givenBack<S extends Standing>(standing: S[], accepts: number): GivenBack<S> {
  const lastFirst = standing.toSorted(
    (a, b) => b.assignedAt.getTime() - a.assignedAt.getTime() || (a.id < b.id ? 1 : -1),
  )
  const excess = Math.max(0, standing.length - accepts)
  const hidden = lastFirst.filter((one) => one.hidden).slice(0, excess)
  const released = lastFirst.filter((one) => !one.hidden && !one.begun).slice(0, excess - hidden.length)
  const gone = new Set([...hidden, ...released])
  return { hidden, released, kept: standing.filter((one) => !gone.has(one)) }
}

/** A key for the set that would go back, so that a form gives back only what it showed. */
export const seenOf = (released: Pick<Standing, 'id'>[]): string =>
  released
    .map(({ id }) => id)
    .sort()
    .join(' ')
