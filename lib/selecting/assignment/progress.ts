import { and, like, max, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { notifications, reviewers as reviewersTable, sessions } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canLead } from '@/lib/people/permissions'
import { notLed } from './chief-calls'
import { reviewerFigures } from './overview'
import type { Progress } from './progress-order'
import { reminderKey, reminderKeys } from './remind-rules'
import { reviewersOf } from './reviewers'

/**
 * Each reviewer of a Call with what they can see, take on and have done. The figures count only applications that the
 * person reads.
 * @throws PortalError 'not-found'
 */
export async function progressOf(
  executor: Executor,
  person: Person,
  call: Pick<Call, 'id' | 'definition'>,
  now = new Date(),
): Promise<Progress[]> {
  if (!canLead(person, call.id)) throw notLed()
  const { review, timeZone } = call.definition
  const isOver = review.closesAt !== undefined && new Date(review.closesAt) < now
  const theirs = sql`(select r.person_id from ${reviewersTable} r where r.call_id = ${call.id})`
  const [people, figures, seen, reminded] = await Promise.all([
    reviewersOf(executor, call.id),
    reviewerFigures(executor, person, call.id),
    executor
      .select({ id: sessions.personId, at: max(sessions.createdAt) })
      .from(sessions)
      .where(sql`${sessions.personId} in ${theirs}`)
      .groupBy(sessions.personId),
    executor
      .select({ id: notifications.personId, at: max(notifications.createdAt), key: max(notifications.key) })
      .from(notifications)
      .where(and(sql`${notifications.personId} in ${theirs}`, like(notifications.key, `${reminderKeys(call.id)}%`)))
      .groupBy(notifications.personId),
  ])
  const byId = <R extends { id: string }>(rows: R[]) => new Map(rows.map((row) => [row.id, row]))
  const [figuresOf, seenOf, remindedOf] = [byId(figures), byId(seen), byId(reminded)]
  const today = reminderKey(call.id, timeZone, now)
  return people.map(({ personId, name, programmes, languages, most, limit }) => {
    const { hidden = 0, released = 0, begun = 0, submitted = 0, open = 0, savedAt } = figuresOf.get(personId) ?? {}
    const signedIn = seenOf.get(personId)?.at ?? null
    const told = remindedOf.get(personId)
    return {
      id: personId,
      name,
      programmes,
      languages,
      most,
      limit,
      begun,
      submitted,
      open,
      assigned: hidden + released,
      overdue: isOver ? open : 0,
      seenAt: savedAt && (!signedIn || savedAt > signedIn) ? savedAt : signedIn,
      // Leaves out reminders about applications that the person must not know of.
      remindedAt: open > 0 ? (told?.at ?? null) : null,
      canBeReminded: open > 0 && told?.key !== today,
    }
  })
}
