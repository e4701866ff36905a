import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, referenceRequests } from '@/db/schema'
import { isEditable } from '@/lib/applying/application/editable'
import { type Application, applicationsOf } from '@/lib/applying/application/queries'
import { lettersUntil } from '@/lib/applying/reference/rules'
import { offersToAnswer } from '@/lib/awarding/offer/queries'
import type { Call } from '@/lib/call/call'
import { OVER } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { count } from '@/lib/shared/format/format'
import { OWN, type WorkItem } from './item'

const as = OWN

/** The person's own application: to submit, to correct, or without its letters. */
export async function applicantWork(executor: Executor, person: Person, calls: Call[], now: Date): Promise<WorkItem[]> {
  const own = await applicationsOf(executor, person)
  if (own.length === 0) return []
  const [missing, offers] = await Promise.all([lettersMissing(executor, person), offersToAnswer(executor, person)])
  return own.flatMap((application) => {
    const zone = calls.find(({ id }) => id === application.callId)?.definition.timeZone ?? 'UTC'
    const { id } = application
    const offer = offers.get(id)
    const items = itemsOf(application, missing.get(id) ?? 0, now)
    if (offer)
      items.push({
        key: 'offer',
        title: 'A scholarship is offered to you: answer it',
        due: offer,
        href: `/apply/${id}/offer`,
      })
    return items.map((item) => ({
      as,
      zone,
      detail: application.callTitle,
      href: `/apply/${application.id}`,
      ...item,
      key: `${item.key} ${application.id}`,
    }))
  })
}

type Told = Pick<WorkItem, 'key' | 'title' | 'due'> & { href?: string }

function itemsOf(application: Application, missing: number, now: Date): Told[] {
  const { state, correctBy, closesAt } = application
  const items: Told[] = []
  if (state === 'draft' && isEditable(application, now))
    items.push({ key: 'draft', title: 'Your application is a draft: submit it', due: closesAt })
  if (state === 'returned' && isEditable(application, now))
    items.push({ key: 'returned', title: 'Your application was returned: correct it', due: correctBy })
  const until = lettersUntil(application)
  if (state !== 'draft' && missing > 0 && now <= until)
    items.push({ key: 'letters', title: `${count(missing, 'letter')} missing`, due: until })
  return items
}

/** How many referees and supervisors have not answered, or cannot, for each of the person's applications. */
async function lettersMissing(executor: Executor, person: Person): Promise<Map<string, number>> {
  const rows = await executor
    .select({ id: applications.id, missing: sql<number>`count(*)::int` })
    .from(referenceRequests)
    .innerJoin(applications, eq(applications.id, referenceRequests.applicationId))
    .where(
      and(
        eq(applications.personId, person.id),
        sql`${applications.state} not in (${sql.join(
          OVER.map((state) => sql`${state}`),
          sql`, `,
        )})`,
        inArray(referenceRequests.state, ['named', 'invited', 'opened', 'declined', 'wrong-person']),
      ),
    )
    .groupBy(applications.id)
  return new Map(rows.map(({ id, missing }) => [id, missing]))
}
