/** The name of a person's own application, beside the work of their roles. */
export const OWN = 'Your own application'

/** An item that waits for a person. */
export type WorkItem = {
  /** Unique among this person's items. */
  key: string
  /** The role in which it waits for them, in words. */
  as: string
  /** The task with its count, such as '3 applications to check'. */
  title: string
  /** More about it, in a sentence. */
  detail?: string
  /** Its most urgent date, in the zone of its Call. */
  due: Date | null
  zone: string
  href: string
}

/** Sorts the most urgent first: by date, then items without one, and equal ones in the given order. Pure. */
export function byUrgency(items: WorkItem[]): WorkItem[] {
  const at = ({ due }: WorkItem) => due?.getTime() ?? Number.POSITIVE_INFINITY
  return items
    .map((item, order) => ({ item, order }))
    .sort((a, b) => (at(a.item) === at(b.item) ? a.order - b.order : at(a.item) < at(b.item) ? -1 : 1))
    .map(({ item }) => item)
}

/** Whether its date has passed. Pure. */
export const isOverdue = ({ due }: WorkItem, now: Date) => due !== null && due < now

const DAY = 24 * 60 * 60 * 1000

/** Whether its date is within a week. Pure. */
export function isNear(at: Date | null, now: Date): at is Date {
  return at !== null && at > now && at.getTime() - now.getTime() <= 7 * DAY
}

/** How long there is until a near date. Pure. */
export function daysLeft(at: Date, now: Date): string {
  const hours = Math.floor((at.getTime() - now.getTime()) / (60 * 60 * 1000))
  if (hours < 1) return 'Within the hour'
  if (hours < 48) return `${hours} ${hours === 1 ? 'hour' : 'hours'} left`
  return `${Math.floor(hours / 24)} days left`
}
