import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, nominationLists, nominations, people } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { canNominate } from '@/lib/people/permissions'
import { readableAsStaff } from '@/lib/people/readable'
import { limitFor } from './limit'
import { keptAway } from './queries'
import { CANDIDATE, COMING, type ListKey } from './rules'

export type ListRow = ListKey & {
  institutionName: string
  trackName: string
  limit: number | null
  handedInAt: Date | null
  byName: string | null
  signer: string | null
  /** Null for a person who has to keep away from the list. */
  counts: { candidates: number; listed: number; undecided: number; coming: number } | null
}

const idOf = ({ institution, track }: { institution: string | null; track: string | null }) => `${institution} ${track}`

/** Every list of the Call that the person ranks, for each institution and track, in the Call's order. */
export async function listsOf(executor: Executor, person: Person, call: Call): Promise<ListRow[]> {
  const { definition } = call
  const institutions = definition.institutions.filter(({ key }) => canNominate(person, call.id, key))
  if (institutions.length === 0) return []
  const keys = institutions.map(({ key }) => key)
  const [counts, away, begun] = await Promise.all([
    countCandidates(executor, person, call.id, keys),
    awayFrom(executor, person, call.id),
    begunLists(executor, call.id, keys),
  ])
  return institutions.flatMap((institution) =>
    definition.tracks.map((track) => {
      const id = idOf({ institution: institution.key, track: track.key })
      const list = begun.get(id)
      const none = { candidates: 0, listed: 0, decided: 0, coming: 0 }
      const { decided, ...counted } = counts.get(id) ?? none
      const listed = list?.listed ?? counted.listed
      return {
        institution: institution.key,
        track: track.key,
        institutionName: institution.name,
        trackName: track.name,
        limit: limitFor(definition, institution.key, track.key),
        handedInAt: list?.handedInAt ?? null,
        byName: list?.byName ?? null,
        signer: list?.signer ?? null,
        counts: away.has(id) ? null : { ...counted, listed, undecided: counted.candidates - decided },
      }
    }),
  )
}

/** In SQL: how many applications are in one of these states and match the condition. */
const inStates = (states: readonly State[]) => inArray(applications.state, [...states])

async function countCandidates(executor: Executor, person: Person, callId: string, institutions: string[]) {
  const candidate = inStates(CANDIDATE)
  const on = and(
    eq(nominations.applicationId, applications.id),
    eq(nominations.institution, applications.institution),
    eq(nominations.track, applications.track),
  )
  const rows = await executor
    .select({
      institution: applications.institution,
      track: applications.track,
      candidates: sql<number>`(count(*) filter (where ${candidate}))::int`,
      listed: sql<number>`(count(${nominations.rank}) filter (where ${candidate}))::int`,
      decided: sql<number>`(count(${nominations.applicationId}) filter (where ${candidate}))::int`,
      coming: sql<number>`(count(*) filter (where ${inStates(COMING)}))::int`,
    })
    .from(applications)
    .leftJoin(nominations, on)
    .where(
      and(
        eq(applications.callId, callId),
        inArray(applications.institution, institutions),
        inStates([...CANDIDATE, ...COMING]),
        readableAsStaff(person),
      ),
    )
    .groupBy(applications.institution, applications.track)
  return new Map(rows.map(({ institution, track, ...counts }) => [idOf({ institution, track }), counts]))
}

async function awayFrom(executor: Executor, person: Person, callId: string): Promise<Set<string>> {
  const rows = await executor
    .selectDistinct({ institution: applications.institution, track: applications.track })
    .from(applications)
    .where(and(eq(applications.callId, callId), keptAway(person)))
  return new Set(rows.map(idOf))
}

async function begunLists(executor: Executor, callId: string, institutions: string[]) {
  const rows = await executor
    .select({
      institution: nominationLists.institution,
      track: nominationLists.track,
      handedInAt: nominationLists.handedInAt,
      byName: people.name,
      signer: nominationLists.signerName,
      snapshot: nominationLists.snapshot,
    })
    .from(nominationLists)
    .leftJoin(people, eq(people.id, nominationLists.handedInBy))
    .where(and(eq(nominationLists.callId, callId), inArray(nominationLists.institution, institutions)))
  return new Map(
    rows.map(({ snapshot, ...row }) => [
      idOf(row),
      { ...row, listed: snapshot?.filter(({ rank }) => rank !== null).length },
    ]),
  )
}
