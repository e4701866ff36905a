import { and, asc, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { places, subQuotas, tracks } from '@/db/schema'
import { fieldOf, transact } from '@/db/transact'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { requireDecider } from './decide'
import { type TrackKey, tracksAlone } from './tracks'

/** `seen`: the quota on the page. */
export type QuotaChange = { track: string; quota: number; seen: number; reason: string }

/**
 * Changes how many places a track has, and records it. Everybody with a place keeps one; its number may change.
 * @throws PortalError 'not-found'; 'conflict' if it was changed since; 'invalid' below what is taken or reserved.
 */
export async function changeQuota(db: Database, actor: Person, call: Call, change: QuotaChange): Promise<void> {
  requireDecider(actor, call)
  const { track, quota, seen, reason } = change
  const key = { callId: call.id, track }
  await withinLimits(() =>
    transact(db, async (tx) => {
      await tracksAlone(tx, [key])
      const its = and(eq(tracks.callId, call.id), eq(tracks.key, track))
      const [row] = await tx.select({ quota: tracks.quota }).from(tracks).where(its)
      if (!row) throw new PortalError('not-found', 'There is no such track.')
      if (row.quota === quota) return
      if (row.quota !== seen)
        throw new PortalError('conflict', `Somebody has changed the quota to ${row.quota} since you opened this page.`)
      await writeQuota(tx, actor, key, { from: seen, to: quota, reason })
    }),
  )
}

/**
 * The caller has locked the track exclusively (`tracksAlone`) and checked the person's right. @throws PortalError
 * 'invalid'
 */
async function writeQuota(
  tx: Executor,
  actor: Person,
  key: TrackKey,
  { from, to, reason }: { from: number; to: number; reason: string },
): Promise<void> {
  const { callId, track } = key
  const taken = await tx.$count(places, and(ofTrack(key), isNotNull(places.applicationId)))
  if (to < taken) throw new PortalError('invalid', `Enter ${taken} or more: this many places of the track are taken.`)
  await moveDown(tx, key, to)
  await tx
    .update(tracks)
    .set({ quota: to })
    .where(and(eq(tracks.callId, callId), eq(tracks.key, track)))
  await recordEvent(tx, {
    applicationId: null,
    actorId: actor.id,
    actorRole: 'admin',
    type: 'quota-changed',
    data: { call: callId, track, from, to, taken, reason },
  })
}

/**
 * Changes several quotas of a Call at once, within a change of the whole Call, which has checked the person's right. It
 * leaves unchanged quotas and not yet existing tracks alone.
 * @throws PortalError 'invalid' below what is taken or reserved.
 */
export async function writeQuotas(
  tx: Executor,
  actor: Person,
  callId: string,
  quotas: { track: string; quota: number }[],
  reason: string,
): Promise<void> {
  const present = await tx.select({ track: tracks.key }).from(tracks).where(eq(tracks.callId, callId))
  const keys = quotas.flatMap(({ track }) => (present.some((one) => one.track === track) ? [{ callId, track }] : []))
  await tracksAlone(tx, keys)
  const now = await tx.select({ track: tracks.key, quota: tracks.quota }).from(tracks).where(eq(tracks.callId, callId))
  await withinLimits(async () => {
    for (const { track, quota: to } of quotas) {
      const from = now.find((one) => one.track === track)?.quota
      if (from !== undefined && from !== to) await writeQuota(tx, actor, { callId, track }, { from, to, reason })
    }
  })
}

const ofTrack = ({ callId, track }: TrackKey) => and(eq(places.callId, callId), eq(places.track, track))

/** Moves holders of place numbers above the quota to free numbers below it. */
async function moveDown(tx: Executor, key: TrackKey, quota: number): Promise<void> {
  const above = await tx
    .update(places)
    .set({ applicationId: null })
    .from(
      tx
        .select({ number: places.number, held: sql<string>`${places.applicationId}`.as('held') })
        .from(places)
        .where(and(ofTrack(key), gt(places.number, quota), isNotNull(places.applicationId)))
        .as('above'),
    )
    .where(and(ofTrack(key), sql`${places.number} = above.number`))
    .returning({ id: sql<string>`above.held` })
  const free = await tx
    .select({ number: places.number })
    .from(places)
    .where(and(ofTrack(key), lte(places.number, quota), isNull(places.applicationId)))
    .orderBy(asc(places.number))
    .limit(above.length)
  for (const [at, { id }] of above.entries())
    await tx
      .update(places)
      .set({ applicationId: id })
      .where(and(ofTrack(key), eq(places.number, free[at]!.number)))
}

/**
 * A limit as an admin enters it: a group of the Call, an institution or countries, with a maximum or with reserved
 * places.
 */
export type NewLimit = {
  track: string | null
  label: string
  institution: string | null
  countries: string[] | null
  genders: string[] | null
  most: number | null
  least: number | null
  hard: boolean
}

/**
 * Sets a limit within the places, new or replacing the one with this id, and records it.
 * @throws PortalError 'not-found'; 'invalid' if it is hard and more places are taken already.
 */
export async function setLimit(db: Database, actor: Person, call: Call, limit: NewLimit, id?: string): Promise<string> {
  requireDecider(actor, call)
  return withinLimits(() =>
    transact(db, async (tx) => {
      await tracksAlone(tx, allTracks(call))
      const its = and(eq(subQuotas.callId, call.id), sql`${subQuotas.id} = ${id ?? null}`)
      const [row] = id
        ? await tx.update(subQuotas).set(limit).where(its).returning({ id: subQuotas.id })
        : await tx
            .insert(subQuotas)
            .values({ callId: call.id, ...limit })
            .returning({ id: subQuotas.id })
      if (!row) throw noSuchLimit()
      await recordEvent(tx, {
        applicationId: null,
        actorId: actor.id,
        actorRole: 'admin',
        type: 'limit-set',
        data: { call: call.id, id: row.id, ...limit },
      })
      return row.id
    }),
  )
}

/** Removes a limit, and records it. @throws PortalError 'not-found'. */
export async function removeLimit(db: Database, actor: Person, call: Call, id: string): Promise<void> {
  requireDecider(actor, call)
  await transact(db, async (tx) => {
    await tracksAlone(tx, allTracks(call))
    const [row] = await tx
      .delete(subQuotas)
      .where(and(eq(subQuotas.callId, call.id), eq(subQuotas.id, id)))
      .returning()
    if (!row) throw noSuchLimit()
    await recordEvent(tx, {
      applicationId: null,
      actorId: actor.id,
      actorRole: 'admin',
      type: 'limit-removed',
      data: { call: call.id, id, label: row.label },
    })
  })
}

const allTracks = ({ id, definition }: Call) => definition.tracks.map(({ key }) => ({ callId: id, track: key }))
const noSuchLimit = () => new PortalError('not-found', 'There is no such limit.')

/** Explains a trigger's refusal in words. */
async function withinLimits<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!['sub_quotas_hold', 'sub_quotas_most'].includes(fieldOf(error, 'constraint_name') ?? '')) throw error
    throw new PortalError('invalid', 'More places are already taken than this hard limit allows.')
  }
}
