import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { proposals, scenarios } from '@/db/schema'
import { decisionsAt } from '@/lib/awarding/decision/address'
import { isKeptFrom } from '@/lib/awarding/decision/conflict-guard'
import { trackCounts } from '@/lib/awarding/decision/counts'
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
  return (await Promise.all(theirs.map((call) => ofCall(executor, person, call)))).flat()
}

async function ofCall(executor: Executor, person: Person, call: Call): Promise<WorkItem[]> {
  const { decisions, timeZone: zone, tracks } = call.definition
  const [counts, proposed, kept, revocations] = await Promise.all([
    trackCounts(executor, call.id),
    proposedTo(executor, person, call.id),
    tracksKeptFrom(executor, person, call),
    revocationsToConfirm(executor, person, call.id),
  ])
  const items: WorkItem[] = []
  for (const { track, quota, taken, waiting, undecided } of counts) {
    const proposals = proposed.get(track) ?? 0
    const free = quota - taken
    const toPromote = Math.min(free, waiting)
    if (undecided + toPromote + proposals === 0 || kept.has(track)) continue
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
  return [
    ...items,
    ...toRevoke(
      revocations.filter(({ track }) => !kept.has(track)),
      call,
    ),
  ]
}

/** The tracks of the Call that the person keeps away from. */
async function tracksKeptFrom(executor: Executor, person: Person, { id, definition }: Call): Promise<Set<string>> {
  const all = await Promise.all(
    definition.tracks.map(async ({ key }) => ((await isKeptFrom(executor, person, id, key)) ? [key] : [])),
  )
  return new Set(all.flat())
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

/** How many scenarios of each track wait for a second admin other than the one who proposed them. */
async function proposedTo(executor: Executor, person: Person, callId: string): Promise<Map<string, number>> {
  const rows = await executor
    .select({ track: scenarios.track, n: sql<number>`count(*)::int` })
    .from(scenarios)
    .innerJoin(proposals, eq(proposals.scenarioId, scenarios.id))
    .where(and(eq(scenarios.callId, callId), isNull(proposals.confirmedAt), ne(proposals.proposedBy, person.id)))
    .groupBy(scenarios.track)
  return new Map(rows.map(({ track, n }) => [track, n]))
}
