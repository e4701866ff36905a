import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
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
  callId: string
  institutionName: string
  trackName: string
  limit: number | null
  handedInAt: Date | null
  byName: string | null
  signer: string | null
  /** Null for a person who has to keep away from the list. */
  counts: { candidates: number; listed: number; undecided: number; coming: number } | null
}

type Place = { callId: string; institution: string | null; track: string | null }

const idOf = ({ callId, institution, track }: Place) => `${callId} ${institution} ${track}`

/** Every list of the Calls that the person ranks, for each institution and track, in the order of the Call. */
export async function listsOf(executor: Executor, person: Person, ...calls: Call[]): Promise<ListRow[]> {
  const ranked = calls.flatMap(({ id: callId, definition }) =>
    definition.institutions
      .filter(({ key }) => canNominate(person, callId, key))
      .map((institution) => ({ callId, definition, institution })),
  )
  if (ranked.length === 0) return []
  const callIds = ranked.map(({ callId }) => callId)
  const keys = ranked.map(({ institution }) => institution.key)
  const ofRanked: OfRanked = ({ callId, institution }) => sql`(${callId}, ${institution}) in (
    select * from unnest(${sql.param(callIds)}::uuid[], ${sql.param(keys)}::text[]))`
  const [counts, away, begun] = await Promise.all([
    countCandidates(executor, person, ofRanked),
    awayFrom(executor, person, ofRanked),
    begunLists(executor, ofRanked),
  ])
  return ranked.flatMap(({ callId, definition, institution }) =>
    definition.tracks.map((track) => {
      const id = idOf({ callId, institution: institution.key, track: track.key })
      const list = begun.get(id)
      const none = { candidates: 0, listed: 0, decided: 0, coming: 0 }
      const { decided, ...counted } = counts.get(id) ?? none
      const listed = list?.listed ?? counted.listed
      return {
        callId,
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

/** In SQL: whether a row is of a Call and an institution whose lists the person ranks. */
type OfRanked = (table: typeof applications | typeof nominationLists) => SQL

/** In SQL: how many applications are in one of these states and match the condition. */
const inStates = (states: readonly State[]) => inArray(applications.state, [...states])

async function countCandidates(executor: Executor, person: Person, ofRanked: OfRanked) {
  const candidate = inStates(CANDIDATE)
  const on = and(
    eq(nominations.applicationId, applications.id),
    eq(nominations.institution, applications.institution),
    eq(nominations.track, applications.track),
  )
  const rows = await executor
    .select({
      callId: applications.callId,
      institution: applications.institution,
      track: applications.track,
      candidates: sql<number>`(count(*) filter (where ${candidate}))::int`,
      listed: sql<number>`(count(${nominations.rank}) filter (where ${candidate}))::int`,
      decided: sql<number>`(count(${nominations.applicationId}) filter (where ${candidate}))::int`,
      coming: sql<number>`(count(*) filter (where ${inStates(COMING)}))::int`,
    })
    .from(applications)
    .leftJoin(nominations, on)
    .where(and(ofRanked(applications), inStates([...CANDIDATE, ...COMING]), readableAsStaff(person)))
    .groupBy(applications.callId, applications.institution, applications.track)
  return new Map(
    rows.map(({ callId, institution, track, ...counts }) => [idOf({ callId, institution, track }), counts]),
  )
}

async function awayFrom(executor: Executor, person: Person, ofRanked: OfRanked): Promise<Set<string>> {
  const { callId, institution, track } = applications
  const rows = await executor
    .selectDistinct({ callId, institution, track })
    .from(applications)
    .where(and(ofRanked(applications), keptAway(person)))
  return new Set(rows.map(idOf))
}

async function begunLists(executor: Executor, ofRanked: OfRanked) {
  const rows = await executor
    .select({
      callId: nominationLists.callId,
      institution: nominationLists.institution,
      track: nominationLists.track,
      handedInAt: nominationLists.handedInAt,
      byName: people.name,
      signer: nominationLists.signerName,
      snapshot: nominationLists.snapshot,
    })
    .from(nominationLists)
    .leftJoin(people, eq(people.id, nominationLists.handedInBy))
    .where(ofRanked(nominationLists))
  return new Map(
    rows.map(({ snapshot, ...row }) => [
      idOf(row),
      { ...row, listed: snapshot?.filter(({ rank }) => rank !== null).length },
    ]),
  )
}
