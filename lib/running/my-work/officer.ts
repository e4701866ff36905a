import { and, inArray, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, eligibilityDecisions } from '@/db/schema'
import { countToEnrol } from '@/lib/awarding/offer/queries'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { type ListRow, listsOf } from '@/lib/selecting/nomination/overview'
import { listPath, nominationDeadline } from '@/lib/selecting/nomination/rules'
import { count } from '@/lib/shared/format/format'
import type { WorkItem } from './item'

const as = 'Institution officer'

/** Applications to check, and lists to rank and submit. */
export async function officerWork(executor: Executor, person: Person, calls: Call[], now: Date): Promise<WorkItem[]> {
  const officer = { ...person, roles: person.roles.filter(({ role }) => role === 'officer') }
  const theirs = calls.filter(({ id }) => officer.roles.some(({ callId }) => callId === id))
  if (theirs.length === 0) return []
  const [checks, coming, lists] = await Promise.all([
    checksWaiting(executor, officer, now),
    countToEnrol(executor, officer),
    listsOf(executor, officer, ...theirs),
  ])
  const ofCalls = Map.groupBy(lists, ({ callId }) => callId)
  return theirs.flatMap((call) => [
    ...checkItems(call, checks.get(call.id)),
    ...nominationItems(call, ofCalls.get(call.id) ?? []),
    ...enrolItems(call, coming.get(call.id) ?? 0),
  ])
}

function enrolItems(call: Call, n: number): WorkItem[] {
  if (n === 0) return []
  const shared = { as, due: null, zone: call.definition.timeZone, detail: call.title }
  return [
    {
      ...shared,
      key: `enrol ${call.id}`,
      title: count(n, 'student to enrol', 'students to enrol'),
      href: '/applications/to-enrol',
    },
  ]
}

type Checks = { fresh: number; corrected: number; late: number }

function checkItems(call: Call, checks: Checks | undefined): WorkItem[] {
  if (!checks) return []
  const zone = call.definition.timeZone
  // An application not checked in time is on no list.
  const shared = { as, due: nominationDeadline(call.definition), zone, detail: call.title }
  const items: WorkItem[] = []
  const add = (key: string, n: number, one: string, many: string, state: string) => {
    if (n > 0)
      items.push({
        ...shared,
        key: `${key} ${call.id}`,
        title: count(n, one, many),
        href: `/applications?q=status:${state}`,
      })
  }
  add('check', checks.fresh, 'application to check', 'applications to check', 'submitted')
  add(
    'corrected',
    checks.corrected,
    'application was corrected and waits for you',
    'applications were corrected and wait for you',
    'submitted',
  )
  add(
    'late',
    checks.late,
    'returned application was not corrected in time',
    'returned applications were not corrected in time',
    'returned',
  )
  return items
}

async function checksWaiting(executor: Executor, officer: Person, now: Date): Promise<Map<string, Checks>> {
  const returned = sql`exists (
    select from ${eligibilityDecisions} d where d.application_id = ${applications}.id and d.outcome = 'returned')`
  const howMany = (where: SQL) => sql<number>`(count(*) filter (where ${where}))::int`
  const rows = await executor
    .select({
      callId: applications.callId,
      fresh: howMany(sql`${applications.state} = 'submitted' and not ${returned}`),
      corrected: howMany(sql`${applications.state} = 'submitted' and ${returned}`),
      late: howMany(
        sql`${applications.state} = 'returned' and ${applications.correctBy} < ${now.toISOString()}::timestamptz`,
      ),
    })
    .from(applications)
    .where(and(readableAsStaff(officer), inArray(applications.state, ['submitted', 'returned'])))
    .groupBy(applications.callId)
  return new Map(rows.map(({ callId, ...checks }) => [callId, checks]))
}

function nominationItems(call: Call, lists: ListRow[]): WorkItem[] {
  const due = nominationDeadline(call.definition)
  return lists.flatMap((list) => {
    if (list.handedInAt || !list.counts || list.counts.candidates === 0) return []
    const { candidates, undecided } = list.counts
    const todo = undecided > 0 ? `${count(undecided, 'candidate')} to decide on` : 'everybody is decided on'
    return {
      key: `list ${call.id} ${list.institution} ${list.track}`,
      as,
      due,
      zone: call.definition.timeZone,
      title: `Hand in the list: ${list.trackName}, ${count(candidates, 'candidate')}`,
      detail: `${list.institutionName}, ${call.title}: ${todo}`,
      href: listPath(call.slug, list),
    }
  })
}
