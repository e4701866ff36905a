import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { messages, people, personTokens, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canRun } from '@/lib/people/permissions'
import { type ListRow, listsOf } from '@/lib/selecting/nomination/overview'
import { nominationDeadline } from '@/lib/selecting/nomination/rules'
import { count } from '@/lib/shared/format/format'
import { isNear, type WorkItem } from './item'

const as = 'Admin'

/** Failed mail, unanswered invitations, missing lists, and near dates. */
export async function adminWork(executor: Executor, person: Person, calls: Call[], now: Date): Promise<WorkItem[]> {
  const admin = { ...person, roles: person.roles.filter(({ role }) => role === 'admin') }
  const theirs = calls.filter(({ id }) => admin.roles.some(({ callId }) => callId === null || callId === id))
  if (admin.roles.length === 0) return []
  const zone = theirs[0]?.definition.timeZone ?? 'UTC'
  const [failed, invited, lists] = await Promise.all([
    canRun(admin, 'mail') ? executor.$count(messages, eq(messages.state, 'failed')) : 0,
    countInvited(executor, admin),
    listsOf(executor, admin, ...theirs),
  ])
  const ofCalls = Map.groupBy(lists, ({ callId }) => callId)
  const items = theirs.flatMap((call) => ofCall(call, ofCalls.get(call.id) ?? [], now))
  const shared = { as, due: null, zone }
  if (failed > 0)
    items.unshift({
      ...shared,
      key: 'mail',
      title: `${count(failed, 'message')} could not be sent`,
      href: '/admin/mail?state=failed',
    })
  if (invited > 0)
    items.push({
      ...shared,
      key: 'invited',
      title: `${count(invited, 'person', 'people')} invited ${invited === 1 ? 'has' : 'have'} not accepted yet`,
      href: '/admin/people',
    })
  return items
}

function ofCall(call: Call, lists: ListRow[], now: Date): WorkItem[] {
  const { definition, title, slug, id } = call
  const deadline = nominationDeadline(definition)
  const reviewsBy = definition.review.closesAt ? new Date(definition.review.closesAt) : null
  const shared = { as, zone: definition.timeZone, detail: title }
  const open = lists.filter(({ handedInAt, counts }) => !handedInAt && counts && counts.candidates > 0).length
  const items: WorkItem[] = []
  if (open > 0)
    items.push({
      ...shared,
      key: `lists ${id}`,
      title: `${count(open, 'list')} of nominations not handed in`,
      due: deadline,
      href: `/nominations?call=${encodeURIComponent(slug)}&show=open`,
    })
  const dates: [key: string, at: Date | null, title: string, href: string][] = [
    ['closes', call.closesAt, 'The Call closes', `/admin/deadlines?call=${encodeURIComponent(slug)}`],
    ['reviews', reviewsBy, 'Reviews are due', '/committee'],
    ['nominations', deadline, 'Nominations are due', `/nominations?call=${encodeURIComponent(slug)}`],
  ]
  for (const [key, at, title, href] of dates)
    if (isNear(at, now)) items.push({ ...shared, key: `${key} ${id}`, title, due: at, href })
  return items
}

/** People invited to a role that this admin manages who have not chosen a password. */
async function countInvited(executor: Executor, admin: Person): Promise<number> {
  const ofAll = canRun(admin, 'mail')
  const callIds = admin.roles.flatMap(({ callId }) => (callId ? [callId] : []))
  const [row] = await executor
    .select({ n: sql<number>`count(distinct ${people.id})::int` })
    .from(personTokens)
    .innerJoin(people, eq(people.id, personTokens.personId))
    .innerJoin(roles, and(eq(roles.personId, people.id), isNull(roles.endedAt)))
    .where(
      and(
        eq(personTokens.kind, 'accept-invitation'),
        isNull(personTokens.usedAt),
        isNull(people.passwordHash),
        ofAll ? undefined : or(sql`false`, ...callIds.map((id) => eq(roles.callId, id))),
      ),
    )
  return row!.n
}
