import { and, eq, isNull } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, reviewers as reviewersTable } from '@/db/schema'
import type { Application } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import { conflictsOf } from './conflicts'
import { concernsOf, costOf, isAllowed, tiersOf, WEIGHTS } from './cost'
import { placeKey } from './domains'
import { CONFLICTS, foundIn, isConflict, type Reason } from './reasons'
import { type Reviewer, reviewersOf } from './reviewers'

export type Candidate = {
  reviewer: Reviewer
  /** Lower is better. */
  cost: number
  reasons: Reason[]
  /** Has a conflict of interest, and never gets the application. */
  refused: boolean
  /** A run could assign them: no conflict, and nothing that needs a person to overrule it. */
  isFree: boolean
}

/** The Call's reviewers who have never had this application, best fit first. */
export async function candidatesOf(
  executor: Executor,
  call: Call,
  application: Application,
  { lock, person }: { lock?: boolean; person?: string } = {},
): Promise<Candidate[]> {
  const which = person === undefined ? undefined : eq(reviewersTable.personId, person)
  const [reviewers, had, beside] = await Promise.all([
    reviewersOf(executor, call.id, { which, lock }),
    executor
      .select({ personId: assignments.personId })
      .from(assignments)
      .where(eq(assignments.applicationId, application.id)),
    standingOf(executor, call.id, application.id),
  ])
  const [found] = await conflictsOf(executor, call, reviewers, eq(applications.id, application.id))
  const masks = new Map(found?.found)
  const fitting = { ...application, track: application.track! }
  const list = reviewers.flatMap((reviewer, at): Candidate[] => {
    if (had.some(({ personId }) => personId === reviewer.personId)) return []
    const mask = masks.get(at) ?? 0
    const reasons = foundIn(mask)
    const concerns = concernsOf(call.definition, fitting, reviewer, reasons.includes('affiliation'))
    if (reviewer.used >= reviewer.limit) concerns.unshift('load')
    const refused = isConflict(mask)
    return [
      {
        reviewer,
        cost: costOf(concerns) + (tiersOf(reviewer.limit, reviewer.used)[0]?.cost ?? 0) + spread(reviewer, beside),
        reasons: [...CONFLICTS.filter((reason) => reasons.includes(reason)), ...concerns],
        refused,
        isFree: !refused && concerns.every((concern) => isAllowed(concern, { disciplines: 'prefer' })),
      },
    ]
  })
  const rank = ({ refused, isFree }: Candidate) => (refused ? 2 : isFree ? 0 : 1)
  return list.sort(
    (one, other) =>
      rank(one) - rank(other) ||
      one.cost - other.cost ||
      one.reviewer.used - other.reviewer.used ||
      (one.reviewer.personId < other.reviewer.personId ? -1 : 1),
  )
}

type Place = Pick<Reviewer, 'institution' | 'affiliation' | 'country'>
const placeOf = ({ institution, affiliation }: Place) => institution ?? placeKey(affiliation)

/** The cost if reviewers from the same institution, or all from one country, have it already. */
function spread(reviewer: Place, beside: Place[]): number {
  const place = placeOf(reviewer)
  const samePlace = place !== null && beside.some((other) => placeOf(other) === place)
  const sameCountry =
    reviewer.country !== null && beside.length > 0 && beside.every(({ country }) => country === reviewer.country)
  return (samePlace ? WEIGHTS.sameInstitution : 0) + (sameCountry ? WEIGHTS.oneCountry : 0)
}

/** The places of those who review the application now. */
function standingOf(executor: Executor, callId: string, applicationId: string): Promise<Place[]> {
  const { institution, affiliation, country, personId } = reviewersTable
  return executor
    .select({ institution, affiliation, country })
    .from(reviewersTable)
    .innerJoin(assignments, eq(assignments.personId, personId))
    .where(
      and(eq(reviewersTable.callId, callId), eq(assignments.applicationId, applicationId), isNull(assignments.endedAt)),
    )
}
