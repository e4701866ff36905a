import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { proposals, scenarios } from '@/db/schema'
import { decisionsAt } from '@/lib/awarding/decision/address'
import { keptFrom } from '@/lib/awarding/decision/conflict-guard'
import { type TrackCounts, trackCounts } from '@/lib/awarding/decision/counts'
import { revocationsToConfirm } from '@/lib/awarding/decision/revocation'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canDecide } from '@/lib/people/permissions'
import { count } from '@/lib/shared/format/format'
import type { WorkItem } from './item'

/**
 * Nominated applications to decide on, promotions and scenarios to confirm; not on tracks that the admin keeps away
 * from.
 */
export async function decisionWork(executor: Executor, person: Person, calls: Call[]): Promise<WorkItem[]> {
  const theirs = calls.filter(({ id }) => canDecide(person, id))
  if (theirs.length === 0) return []
  const ids = theirs.map(({ id }) => id)
  const [counts, proposed, isKept, revocations] = await Promise.all([
    trackCounts(executor, ...ids),
    proposedTo(executor, person, ids),
    keptFrom(executor, person, ...ids),
    revocationsToConfirm(executor, person, ...ids),
  ])
  const open = <Row extends { callId: string; track: string }>(rows: Row[], { id }: Call) =>
    rows.filter(({ callId, track }) => callId === id && !isKept(id, track))
  return theirs.flatMap((call) => [
    ...toDecide(open(counts, call), open(proposed, call), call),
    ...toRevoke(open(revocations, call), call),
  ])
}

function toDecide(counts: TrackCounts[], proposed: Proposed[], call: Call): WorkItem[] {
  const { decisions, timeZone: zone, tracks } = call.definition
  const items: WorkItem[] = []
  for (const { track, quota, taken, waiting, undecided } of counts) {
    const proposals = proposed.find((one) => one.track === track)?.n ?? 0
    const free = quota - taken
    const toPromote = Math.min(free, waiting)
    if (undecided + toPromote + proposals === 0) continue
    const name = tracks.find(({ key }) => key === track)?.name ?? track
    const where = { call: call.slug, track }
    const due = !call.resultsReleasedAt && decisions.resultsAt ? new Date(decisions.resultsAt) : null
    const add = (n: number, key: string, title: string, part: string, more = {}) => {
      if (n > 0)
        items.push({
          key: `${key} ${call.id} ${track}`,
          as: 'Admin',
          title: `${title}: ${name}`,
          detail: call.title,
          due,
          zone,
          href: decisionsAt(part, where, more),
        })
    }
    add(undecided, 'decide', `${count(undecided, 'nominated application')} to decide on`, '', { show: 'open' })
    add(toPromote, 'promote', `Free places for ${count(toPromote, 'application')} on the waiting list`, '/waiting')
    add(proposals, 'scenarios', `${count(proposals, 'scenario')} proposed, to be confirmed`, '/scenarios')
  }
  return items
}

/** Offers that another admin proposes to revoke. */
function toRevoke(revocations: Awaited<ReturnType<typeof revocationsToConfirm>>, call: Call): WorkItem[] {
  return revocations.map(({ id, number }) => ({
    key: `revoke ${id}`,
    as: 'Admin',
    title: `Offer of ${number} proposed to be revoked`,
    detail: call.title,
    due: null,
    zone: call.definition.timeZone,
    href: `/applications/${id}/offer`,
  }))
}

type Proposed = { callId: string; track: string; n: number }

/** How many scenarios of each track wait for a second admin other than the one who proposed them. */
function proposedTo(executor: Executor, person: Person, callIds: string[]): Promise<Proposed[]> {
  return executor
    .select({ callId: scenarios.callId, track: scenarios.track, n: sql<number>`count(*)::int` })
    .from(scenarios)
    .innerJoin(proposals, eq(proposals.scenarioId, scenarios.id))
    .where(and(inArray(scenarios.callId, callIds), isNull(proposals.confirmedAt), ne(proposals.proposedBy, person.id)))
    .groupBy(scenarios.callId, scenarios.track)
}
