import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { applications, events, nominationLists, nominations } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { ofList } from '@/lib/selecting/nomination/queries'
import { CANDIDATE } from '@/lib/selecting/nomination/rules'
import type { Random } from '@/lib/shared/seeded-random'
import { chunks } from './chunks'
import { type InventedList, inventLists } from './nominating'

const DAY = 86_400_000

/** Nominates: makes lists for institutions without one, ranked by scores; the officer signs half of them. */
export async function fillNominations(
  db: Database,
  call: Call,
  random: Random,
  officers: ReadonlyMap<string, string>,
): Promise<void> {
  const there = await db.select().from(nominationLists).where(eq(nominationLists.callId, call.id))
  const has = new Set(there.map(({ institution, track }) => `${institution} ${track}`))
  const { id, number, applicantName, institution, track, state, score } = applications
  const rows = await db
    .select({ id, number, name: applicantName, institution, track, state, score })
    .from(applications)
    .where(and(eq(applications.callId, call.id), inArray(state, [...CANDIDATE])))
    .orderBy(asc(institution), asc(track), asc(number))
  const candidates = rows
    .map((row) => ({ ...row, number: row.number!, institution: row.institution!, track: row.track! }))
    .filter((row) => !has.has(`${row.institution} ${row.track}`) && officers.has(row.institution))
  const states = new Map(candidates.map((one) => [one.id, one.state]))
  for (const list of inventLists(random, call.definition, candidates)) {
    // After the last of the reviews.
    const at = new Date(call.opensAt.getTime() + 59 * DAY + random.int(0, DAY / 2))
    const officer = officers.get(list.institution)!
    await db.transaction(async (tx) => {
      const of = { callId: call.id, institution: list.institution, track: list.track }
      await tx.insert(nominationLists).values({ ...of, version: 1, savedBy: officer, savedAt: at })
      for (const part of chunks(list.rows, 1000))
        await tx.insert(nominations).values(part.map((row) => ({ ...row, ...of })))
      if (!list.signed) return
      await tx
        .update(nominationLists)
        .set({ ...list.signed, handedInAt: at, handedInBy: officer })
        .where(ofList(call.id, list))
      await tx.execute(sql`
        update ${applications} a set updated_at = ${at.toISOString()}::timestamptz,
          state = (case when n.rank is null then 'not-nominated' else 'nominated' end)::application_state
        from ${nominations} n where n.application_id = a.id and n.call_id = ${call.id}
          and n.institution = ${list.institution} and n.track = ${list.track}`)
      await tx.insert(events).values(eventsOf(list, officer, at))
    })
  }

  /** As `handIn` records it. */
  function eventsOf({ signed, rows: _rows, ...key }: InventedList, officer: string, at: Date) {
    const { snapshot, ...signature } = signed!
    const by = { actorId: officer, actorRole: 'officer', at }
    const data = { call: call.id, ...key, ...signature, reason: null, list: snapshot }
    const moves = snapshot.map((one) => {
      const [type, to] = one.rank === null ? ['not-nominate', 'not-nominated'] : ['nominate', 'nominated']
      const rank = one.rank === null ? {} : { rank: one.rank }
      return { ...by, applicationId: one.id, type, data: { ...rank, from: states.get(one.id), to } }
    })
    return [...moves, { ...by, applicationId: null, type: 'nominations-handed-in', data }]
  }
}
