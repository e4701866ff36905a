/** Groups notifications, in order, by their day (in UTC). Pure. */
export function byDay<T extends { createdAt: Date }>(list: T[]): { day: string; items: T[] }[] {
  const days: { day: string; items: T[] }[] = []
  for (const item of list) {
    const day = item.createdAt.toISOString().slice(0, 10)
    if (days.at(-1)?.day === day) days.at(-1)!.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}
