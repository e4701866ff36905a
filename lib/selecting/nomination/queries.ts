import { and, asc, desc, eq, exists, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import {
  applications,
  conflicts,
  type HandedIn,
  nominationLists,
  nominationReopenings,
  nominations,
  people,
} from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { type Decision, fromRanks, only, ranksOf } from './rank'
import { CANDIDATE, type ListKey } from './rules'

export type NominationList = typeof nominationLists.$inferSelect & { savedByName: string | null; byName: string | null }

export type Candidate = {
  id: string
  number: string
  name: string | null
  title: string | null
  country: string | null
  state: State
  score: number | null
  reviewsIn: number
  rank: number | null
  reason: string | null
  /** Whether the institution has decided on it. */
  decided: boolean
}

/** The data of a decision on a candidate. */
type Decided = Pick<Candidate, 'id' | 'state' | 'rank' | 'reason' | 'decided'>

export function ofList(callId: string, { institution, track }: ListKey): SQL {
  const { callId: call, institution: of, track: on } = nominationLists
  return and(eq(call, callId), eq(of, institution), eq(on, track))!
}

export function itsNominations(callId: string, { institution, track }: ListKey): SQL {
  const { callId: call, institution: of, track: on } = nominations
  return and(eq(call, callId), eq(of, institution), eq(on, track))!
}

export function itsApplications(callId: string, { institution, track }: ListKey): SQL {
  const { callId: call, institution: of, track: on } = applications
  return and(eq(call, callId), eq(of, institution), eq(on, track))!
}

/** The list with its last editor and the person who handed it in. */
const withNames = {
  list: nominationLists,
  savedByName: sql<string | null>`(select p.name from ${people} p where p.id = ${nominationLists}.saved_by)`,
  byName: sql<string | null>`(select p.name from ${people} p where p.id = ${nominationLists}.handed_in_by)`,
}

/** The list; null if nobody has started it. */
export async function findList(executor: Executor, callId: string, key: ListKey): Promise<NominationList | null> {
  const [row] = await executor.select(withNames).from(nominationLists).where(ofList(callId, key))
  return row ? { ...row.list, savedByName: row.savedByName, byName: row.byName } : null
}

/**
 * The person's own application, or one with which they have declared a conflict of interest. The order of a list would
 * reveal something about a missing candidate, so the person sees nothing of that list.
 */
export function keptAway(person: Pick<Person, 'id'>): SQL {
  const declared = sql`exists (
    select from ${conflicts} c where c.application_id = ${applications}.id and c.person_id = ${person.id})`
  return or(sql`${applications}.person_id = ${person.id}`, declared)!
}

/** In SQL: whether the person has to keep away from the list. It does not depend on the application's state. */
function hasToKeepAway(executor: Executor, person: Person, callId: string, key: ListKey) {
  const own = executor
    .select({ one: sql`1` })
    .from(applications)
    .where(and(itsApplications(callId, key), keptAway(person)))
  return sql<boolean>`${exists(own)}`
}

export async function isKeptAway(executor: Executor, person: Person, callId: string, key: ListKey): Promise<boolean> {
  const [row] = await executor
    .select({ found: hasToKeepAway(executor, person, callId, key) })
    .from(sql`(values (1)) as one`)
  return row!.found
}

/** Both by one statement; without the list for a person who keeps away from it. */
export async function findListFor(
  executor: Executor,
  person: Person,
  callId: string,
  key: ListKey,
): Promise<{ keptAway: boolean; list: NominationList | null }> {
  const [row] = await executor
    .select({ keptAway: hasToKeepAway(executor, person, callId, key), ...withNames })
    .from(sql`(values (1)) as one`)
    .leftJoin(nominationLists, ofList(callId, key))
  const { keptAway, list, savedByName, byName } = row!
  return { keptAway, list: list && !keptAway ? { ...list, savedByName, byName } : null }
}

/** The candidates whom the person reads, and all others with a decision: by rank, then by number. */
export async function candidatesOf(
  executor: Executor,
  person: Person,
  callId: string,
  key: ListKey,
): Promise<Candidate[]> {
  const rows = await executor
    .select({
      id: applications.id,
      number: applications.number,
      name: applications.applicantName,
      title: applications.title,
      country: applications.country,
      state: applications.state,
      score: applications.score,
      reviewsIn: applications.reviewsIn,
      rank: nominations.rank,
      reason: nominations.reason,
      decided: sql<boolean>`${nominations.applicationId} is not null`,
    })
    .from(applications)
    .leftJoin(nominations, and(eq(nominations.applicationId, applications.id), itsNominations(callId, key)))
    .where(
      and(
        itsApplications(callId, key),
        readableAsStaff(person),
        or(inArray(applications.state, [...CANDIDATE]), isNotNull(nominations.applicationId)),
      ),
    )
    .orderBy(sql`${nominations.rank} nulls last`, asc(applications.number))
  return rows.map((row) => ({ ...row, number: row.number! }))
}

/** How many applications to the list may still become candidates. */
export async function countInStates(
  executor: Executor,
  person: Person,
  callId: string,
  key: ListKey,
  states: readonly State[],
): Promise<number> {
  return executor.$count(
    applications,
    and(itsApplications(callId, key), readableAsStaff(person), inArray(applications.state, [...states])),
  )
}

/** The decisions on present candidates; one who withdrew, for example, has no rank. */
export function decisionOn(candidates: Decided[]): Decision {
  const standing = candidates.filter(({ state }) => CANDIDATE.includes(state))
  const ids = new Set(standing.map(({ id }) => id))
  return {
    ranked: only(fromRanks(candidates), ids),
    passed: standing
      .flatMap(({ id, rank, decided, reason }) => (decided && rank === null ? [{ id, reason: reason ?? '' }] : []))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

/** The list as it would be handed in now: the nominated in order, then the others by number. */
export function asHandedIn(candidates: (Decided & Pick<Candidate, 'number' | 'name'>)[]): HandedIn[] {
  const { ranked, passed } = decisionOn(candidates)
  const ranks = ranksOf(ranked)
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]))
  const asListed = ({ id }: { id: string }): HandedIn => {
    const { number, name } = byId.get(id)!
    return { id, number, name, rank: ranks.get(id) ?? null }
  }
  return [...ranked.map(asListed), ...passed.map(asListed).sort((a, b) => (a.number < b.number ? -1 : 1))]
}

export type Reopening = { at: Date; by: string; reason: string; signer: string; handedInAt: Date }

/** When the list was reopened, newest first. */
export async function reopeningsOf(executor: Executor, callId: string, key: ListKey): Promise<Reopening[]> {
  const r = nominationReopenings
  return executor
    .select({
      at: r.at,
      by: people.name,
      reason: r.reason,
      signer: sql<string>`${r.signerName} || ', ' || ${r.signerPosition}`,
      handedInAt: r.handedInAt,
    })
    .from(r)
    .innerJoin(people, eq(people.id, r.reopenedBy))
    .where(and(eq(r.callId, callId), eq(r.institution, key.institution), eq(r.track, key.track)))
    .orderBy(desc(r.at))
}
