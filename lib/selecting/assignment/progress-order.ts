/** The progress of reviewers, and the order in which a page shows them. Pure. */

export type Progress = {
  id: string
  name: string
  programmes: string[]
  languages: string[]
  most: number
  /** How many they take on. */
  limit: number
  assigned: number
  begun: number
  submitted: number
  open: number
  overdue: number
  /** When they last signed in or saved a review. */
  seenAt: Date | null
  remindedAt: Date | null
  /** Has an open review and no reminder today. */
  canBeReminded: boolean
}

export const PROGRESS_SORTS = ['name', 'assigned', 'begun', 'submitted', 'open', 'overdue', 'seen'] as const
export type ProgressSort = (typeof PROGRESS_SORTS)[number]

/** Names from A; figures from the highest; people not seen for longest, or never, first. */
export function inProgressOrder(list: Progress[], sort: ProgressSort): Progress[] {
  const byName = (a: Progress, b: Progress) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1)
  return list.toSorted((a, b) => {
    if (sort === 'name') return byName(a, b)
    if (sort === 'seen') return (a.seenAt?.getTime() ?? 0) - (b.seenAt?.getTime() ?? 0) || byName(a, b)
    return b[sort] - a[sort] || byName(a, b)
  })
}

/** Whom to remind: reviewers with anything open, or with overdue reviews. */
export const REMINDED = ['unfinished', 'overdue'] as const
export type Reminded = (typeof REMINDED)[number]

export const toRemind = (list: Progress[], who: Reminded): Progress[] =>
  list.filter(({ canBeReminded, overdue }) => canBeReminded && (who === 'unfinished' || overdue > 0))
