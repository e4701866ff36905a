import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { applications, assignments, people, reviews } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { notify } from '@/lib/platform/notification/queries'
import { PortalError } from '@/lib/shared/errors'
import { instantInWords } from '@/lib/shared/ui/instant'
import { isOpen } from './overview'
import { progressOf } from './progress'
import { type Reminded, toRemind } from './progress-order'
import { reminderKey } from './remind-rules'
import { record } from './runs'

/**
 * Reminds one reviewer, once per day; false if they had today's reminder. @throws PortalError 'not-found', 'conflict'
 * (nothing open)
 */
export async function remindOne(db: Database, chief: Person, call: Call, id: string, now = new Date()) {
  const reviewer = (await progressOf(db, chief, call, now)).find((one) => one.id === id)
  if (!reviewer?.open) throw new PortalError('conflict', 'This reviewer has nothing to finish.')
  return (await remind(db, chief, call, [id], now)) > 0
}

/**
 * Reminds all reviewers with open or overdue reviews and no reminder today; returns how many. @throws PortalError
 * 'not-found'
 */
export async function remindMany(db: Database, chief: Person, call: Call, who: Reminded, now = new Date()) {
  const list = toRemind(await progressOf(db, chief, call, now), who)
  return remind(
    db,
    chief,
    call,
    list.map(({ id }) => id),
    now,
  )
}

/**
 * In the order of ids, so that two calls at once wait for each other; a key limits each reviewer to one notice per day.
 */
function remind(db: Database, chief: Person, call: Call, ids: string[], now: Date): Promise<number> {
  const { closesAt } = call.definition.review
  const { timeZone } = call.definition
  return db.transaction(async (tx) => {
    // The reminder covers all of the reviewer's open reviews, whatever the chief may know of them.
    const rows = await tx
      .select({ id: people.id, email: people.email, name: people.name, count: sql<number>`count(*)::int` })
      .from(assignments)
      .innerJoin(applications, eq(applications.id, assignments.applicationId))
      .innerJoin(people, eq(people.id, assignments.personId))
      .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
      .where(and(eq(applications.callId, call.id), inArray(people.id, ids), isOpen))
      .groupBy(people.id)
      .orderBy(asc(people.id))
    const told: string[] = []
    for (const { count, ...reviewer } of rows) {
      const data = {
        name: reviewer.name,
        count,
        callTitle: call.title,
        url: '/review',
        until: closesAt ? instantInWords(new Date(closesAt), timeZone) : '',
        isOver: closesAt !== undefined && new Date(closesAt) < now,
        loadUrl: `/review/load?${new URLSearchParams({ call: call.slug })}`,
      }
      const key = reminderKey(call.id, timeZone, now)
      if (await notify(tx, reviewer, { template: 'review-reminder', data, path: '/review', key }))
        told.push(reviewer.id)
    }
    if (told.length > 0) await record(tx, chief, call.id, 'reviewers-reminded', { people: told })
    return told.length
  })
}
