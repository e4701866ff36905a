/** What somebody’s own application is called, beside the work of their roles. */
export const OWN = 'Your own application'

/** Something that waits for somebody. */
export type WorkItem = {
  /** Unlike any other of this person's. */
  key: string
  /** In which role it waits for them, in words. */
  as: string
  /** What is to be done, with how many, such as '3 applications to check'. */
  title: string
  /** More of it, in a sentence. */
  detail?: string
  /** The most urgent date of it, in the zone of its Call. */
  due: Date | null
  zone: string
  href: string
}

/** The most urgent first: by date, what has none after that, and each in the order in which they were given. Pure. */
export function byUrgency(items: WorkItem[]): WorkItem[] {
  const at = ({ due }: WorkItem) => due?.getTime() ?? Number.POSITIVE_INFINITY
  return items
    .map((item, order) => ({ item, order }))
    .sort((a, b) => (at(a.item) === at(b.item) ? a.order - b.order : at(a.item) < at(b.item) ? -1 : 1))
    .map(({ item }) => item)
}

/** Whether its date is over. Pure. */
export const isOverdue = ({ due }: WorkItem, now: Date) => due !== null && due < now

const DAY = 24 * 60 * 60 * 1000

/** Whether a date comes within a week. Pure. */
export function isNear(at: Date | null, now: Date): at is Date {
  return at !== null && at > now && at.getTime() - now.getTime() <= 7 * DAY
}

/** How long there is until a date that comes within days. Pure. */
export function daysLeft(at: Date, now: Date): string {
  const hours = Math.floor((at.getTime() - now.getTime()) / (60 * 60 * 1000))
  if (hours < 1) return 'Within the hour'
  if (hours < 48) return `${hours} ${hours === 1 ? 'hour' : 'hours'} left`
  return `${Math.floor(hours / 24)} days left`
}
