import { isDeepStrictEqual } from 'node:util'
import { inArray, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { nominationLists, nominations } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { PortalError } from '@/lib/shared/errors'
import { requireList, requireTime } from './access'
import { candidatesOf, decisionOn, findList, itsNominations, type NominationList, ofList } from './queries'
import { type Decision, isRanking, only, ranksOf } from './rank'
import { CANDIDATE, type ListKey } from './rules'

export type SaveListResult =
  | { outcome: 'saved'; version: number; savedAt: Date }
  /** Another person saved a different order meanwhile; nothing was overwritten. */
  | { outcome: 'conflict'; version: number; savedAt: Date; by: string | null; current: Decision }

/**
 * Saves an institution's decision on its candidates, if it is based on the newest version. It leaves out former
 * candidates. Saving the same decision again changes nothing.
 * @throws PortalError 'not-found', 'forbidden' (a conflict of interest), 'closed' (the deadline), 'conflict'
 * (handed in), 'invalid'.
 */
export async function saveList(
  db: Database,
  person: Person,
  call: Call,
  key: ListKey,
  { version, decision }: { version: number; decision: Decision },
  now = new Date(),
): Promise<SaveListResult> {
  return db.transaction(async (tx) => {
    const list = await lockOpenList(tx, person, call, key)
    requireTime(person, call, key, now)
    const candidates = await candidatesOf(tx, person, call.id, key)
    const wanted = onlyCandidates(
      decision,
      new Set(candidates.filter(({ state }) => CANDIDATE.includes(state)).map(({ id }) => id)),
    )
    const current = decisionOn(candidates)
    if (isDeepStrictEqual(wanted, current)) return { outcome: 'saved', version: list.version, savedAt: list.savedAt }
    if (list.version !== version)
      return { outcome: 'conflict', version: list.version, savedAt: list.savedAt, by: list.savedByName, current }
    await writeDecision(tx, call.id, key, wanted)
    const [saved] = await tx
      .update(nominationLists)
      .set({ version: sql`${nominationLists.version} + 1`, savedBy: person.id, savedAt: now })
      .where(ofList(call.id, key))
      .returning({ version: nominationLists.version, savedAt: nominationLists.savedAt })
    return { outcome: 'saved', ...saved! }
  })
}

/**
 * The list, created if needed, with its row locked until the transaction ends.
 * @throws PortalError as `requireList`, 'conflict' if it was handed in.
 */
export async function lockOpenList(tx: Executor, person: Person, call: Call, key: ListKey): Promise<NominationList> {
  const list = await lockList(tx, person, call, key)
  if (list.handedInAt) throw handedInAlready(list)
  return list
}

export function handedInAlready({ byName }: NominationList): PortalError {
  return new PortalError('conflict', `This list was handed in already, by ${byName ?? 'somebody'}. It is frozen.`)
}

/** The same, handed in or not. */
export async function lockList(tx: Executor, person: Person, call: Call, key: ListKey): Promise<NominationList> {
  await requireList(tx, person, call, key)
  await tx
    .insert(nominationLists)
    .values({ callId: call.id, ...key })
    .onConflictDoNothing()
  await tx.select({ version: nominationLists.version }).from(nominationLists).where(ofList(call.id, key)).for('update')
  // Reads after taking the lock, so that it sees the previous holder's changes.
  return (await findList(tx, call.id, key))!
}

function onlyCandidates({ ranked, passed }: Decision, ids: ReadonlySet<string>): Decision {
  if (!isRanking(ranked)) throw new PortalError('invalid', 'Nobody can be on the list twice.')
  const nominated = new Set(ranked.map(({ id }) => id))
  const others = new Map(passed.map((one) => [one.id, one]))
  return {
    ranked: only(ranked, ids),
    // In one fixed order, so that the same decision compares as equal.
    passed: [...others.values()]
      .filter(({ id }) => ids.has(id) && !nominated.has(id))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

/** Writes the rows of a locked, open list. */
export async function writeDecision(tx: Executor, callId: string, key: ListKey, decision: Decision): Promise<void> {
  const { ranked, passed } = decision
  const ranks = ranksOf(ranked)
  const rows = [
    ...ranked.map(({ id }) => ({ applicationId: id, rank: ranks.get(id)!, reason: null })),
    ...passed.map(({ id, reason }) => ({ applicationId: id, rank: null, reason: reason || null })),
  ].sort((a, b) => (a.applicationId < b.applicationId ? -1 : 1))
  await tx.delete(nominations).where(itsNominations(callId, key))
  if (rows.length === 0) return
  const ids = rows.map(({ applicationId }) => applicationId)
  // From an institution or a track that the applicant had chosen before.
  await tx.delete(nominations).where(inArray(nominations.applicationId, ids))
  await tx.insert(nominations).values(rows.map((row) => ({ ...row, callId, ...key })))
}
