import { randomUUID } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { people } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { notifyAll } from '@/lib/platform/notification/queries'
import { instantInWords } from '@/lib/shared/ui/instant'

/** The key of a reviewer's notice about one assignment. */
export const toldKey = (once: string) => `assigned:${once}`

/** Tells reviewers how many applications wait for them; one mail per person and `once`. */
export async function tellAssigned(
  tx: Executor,
  { title, definition }: Pick<Call, 'title' | 'definition'>,
  counts: Map<string, number>,
  once: string = randomUUID(),
): Promise<void> {
  if (counts.size === 0) return
  const rows = await tx
    .select()
    .from(people)
    .where(inArray(people.id, [...counts.keys()]))
    .orderBy(people.id)
  const { closesAt } = definition.review
  const until = closesAt ? instantInWords(new Date(closesAt), definition.timeZone) : ''
  await notifyAll(
    tx,
    rows.map((person) => {
      const data = { name: person.name, count: counts.get(person.id)!, callTitle: title, until, url: '/review' }
      return { person, notice: { template: 'reviews-assigned', data, path: '/review', key: toldKey(once) } }
    }),
  )
}
