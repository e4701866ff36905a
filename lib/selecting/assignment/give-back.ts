/** What a reviewer gives back who takes on fewer applications. Pure. */

export type Standing = {
  id: string
  applicationId: string
  number: string
  /** Not released: the reviewer does not know of it. */
  hidden: boolean
  /** A review was begun, or is in, or reviewing has ended: it stays with the reviewer. */
  begun: boolean
  assignedAt: Date
}

export type GivenBack<S> = { hidden: S[]; released: S[]; kept: S[] }

/**
 * What goes back so that no more than `accepts` are left: hidden ones first, then those that were assigned last. What was
 * begun stays, so that more than `accepts` may be kept. How many of the released go back does not depend on what is
 * hidden, so that the reviewer learns nothing of it.
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

/** Names what would go back, so that a form gives back nothing but what it showed. */
export const seenOf = (released: Pick<Standing, 'id'>[]): string =>
  released
    .map(({ id }) => id)
    .sort()
    .join(' ')
