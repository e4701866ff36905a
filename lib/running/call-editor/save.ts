import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { callDrafts, calls, callVersions, places, tracks } from '@/db/schema'
import { transact } from '@/db/transact'
import { isKeptFrom } from '@/lib/awarding/decision/conflict-guard'
import { writeQuotas } from '@/lib/awarding/decision/quota'
import type { CallDefinition } from '@/lib/call/definition'
import type { Person } from '@/lib/people/actor'
import { writeInstitutions } from '@/lib/platform/call-store/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { breaks, type Impact, impactOf } from './check'
import { differences } from './differences'
import { type EditableCall, loadEditable, progressOfCall } from './queries'
import { inconsistencies, refusals } from './rules'

/** The effects of saving the draft, and the reasons against it. */
export type Review = {
  changes: ReturnType<typeof differences>
  /** The reasons against saving, each as a sentence. */
  problems: string[]
  impact: Impact
  /** It makes applications incomplete, so saving needs a confirmation. */
  toConfirm: boolean
}

/** Examines a draft; changes nothing. */
export async function reviewDraft(executor: Executor, person: Person, call: EditableCall): Promise<Review> {
  const { definition: before, working: after } = call
  const problems = [
    ...inconsistencies(after),
    ...refusals(before, after, await progressOfCall(executor, call)),
    ...(await quotaProblems(executor, person, call.id, before, after)),
  ]
  const basedOn = call.draft?.basedOn ?? call.version
  if (basedOn !== call.version)
    problems.push(
      `This draft began from version ${basedOn}. Since then an admin has saved version ${call.version}. Discard the draft and begin again.`,
    )
  const impact = await impactOf(executor, person, call.id, before, after)
  if (impact.barred)
    problems.push(
      'You have an application to this Call or a conflict of interest with one. You can change only its texts: another admin has to change its form, its rules, and how applications are reviewed, ranked and decided.',
    )
  for (const { what, submitted } of impact.effects.filter(breaks))
    problems.push(
      `${what}: ${submitted} submitted ${submitted === 1 ? 'application has' : 'applications have'} it, so you cannot remove it.`,
    )
  const toConfirm = impact.effects.some((effect) => !breaks(effect))
  return { changes: differences(before, after), problems, impact, toConfirm }
}

const KEPT_FROM_QUOTAS =
  'You have an application to this Call or a conflict of interest with one, so another admin has to change its places. The number of places taken would tell you about that application.'

/** Quotas below the taken places; hidden from a person who keeps away from one of those applications. */
async function quotaProblems(
  executor: Executor,
  person: Person,
  callId: string,
  before: CallDefinition,
  after: CallDefinition,
): Promise<string[]> {
  const quotas = ({ tracks }: CallDefinition) =>
    tracks
      .map(({ key, quota }) => `${key} ${quota}`)
      .sort()
      .join()
  if (quotas(before) === quotas(after)) return []
  if (await isKeptFrom(executor, person, callId)) return [KEPT_FROM_QUOTAS]
  const rows = await executor
    .select({ track: places.track, taken: sql<number>`count(${places.applicationId})::int` })
    .from(places)
    .where(eq(places.callId, callId))
    .groupBy(places.track)
  return rows.flatMap(({ track, taken }) => {
    const found = after.tracks.find(({ key }) => key === track)
    if (taken === 0 || (found && found.quota >= taken)) return []
    return [
      `${found?.name ?? track}: ${taken} places are taken. You cannot ${found ? `lower the number of places to ${found.quota}` : 'remove the track'}.`,
    ]
  })
}

/** `seen`: the revision of the draft on the page. */
export type Saving = { seen: number; note: string; confirmed: boolean }

/**
 * Saves the draft as the next version of the Call, in one transaction with its tracks, places and institutions, and
 * records it. Every process shows it with its next request.
 * @throws PortalError 'not-found'; 'conflict' if the draft has changed; 'invalid' if it must not be saved.
 */
export async function saveVersion(
  db: Database,
  person: Person,
  slug: string,
  { seen, note, confirmed }: Saving,
): Promise<number> {
  return transact(db, async (tx) => {
    const call = await loadEditable(tx, person, slug, true)
    if (!call.draft || call.revision !== seen)
      throw new PortalError(
        'conflict',
        'An admin has changed, saved or discarded the draft since you opened this page. Open the page again.',
      )
    const { changes, problems, toConfirm } = await reviewDraft(tx, person, call)
    if (problems.length > 0) throw new PortalError('invalid', problems.join(' '))
    if (changes.length === 0) throw new PortalError('invalid', 'There are no changes to save.')
    if (toConfirm && !confirmed)
      throw new PortalError('invalid', 'Confirm that this makes applications incomplete, or change the draft.')
    const number = call.version + 1
    await writeDefinition(tx, person, call.id, call.working, { number, note })
    await tx
      .insert(callVersions)
      .values({ callId: call.id, number, definition: call.working, personId: person.id, note })
    await tx.delete(callDrafts).where(eq(callDrafts.callId, call.id))
    await recordEvent(tx, {
      applicationId: null,
      actorId: person.id,
      actorRole: 'admin',
      type: 'call-edited',
      data: {
        call: call.id,
        version: number,
        note,
        changed: changes.slice(0, 100).map(({ where, what }) => `${where}: ${what}`),
      },
    })
    return number
  })
}

/** The Call's own row, its tracks with their places, and its institutions. */
async function writeDefinition(
  tx: Executor,
  person: Person,
  callId: string,
  definition: CallDefinition,
  { number: version, note }: { number: number; note: string },
): Promise<void> {
  const { title, graceMinutes, letterGraceDays } = definition
  const dates = { opensAt: new Date(definition.opensAt), closesAt: new Date(definition.closesAt) }
  await tx
    .update(calls)
    .set({ ...dates, title, graceMinutes, letterGraceDays, definition, version, editedAt: new Date() })
    .where(eq(calls.id, callId))
  const kept = definition.tracks.map(({ key }) => key)
  const gone = await tx
    .select({ track: tracks.key })
    .from(tracks)
    .where(and(eq(tracks.callId, callId), notInArray(tracks.key, kept)))
  // A removed track has no places; its row stays, because drafts may have chosen it.
  const quotas = [
    ...definition.tracks.map(({ key, quota }) => ({ track: key, quota })),
    ...gone.map(({ track }) => ({ track, quota: 0 })),
  ]
  await writeQuotas(tx, person, callId, quotas, note)
  for (const { key, code, name, quota } of definition.tracks)
    await tx
      .insert(tracks)
      .values({ callId, key, code, name, quota })
      .onConflictDoUpdate({ target: [tracks.callId, tracks.key], set: { code, name } })
  await writeInstitutions(tx, callId, definition)
}

/** Publishes a Call. @throws PortalError 'not-found'; 'conflict' if it was changed since; 'invalid'. */
export async function publishNow(db: Database, person: Person, slug: string, seenVersion: number): Promise<void> {
  await db.transaction(async (tx) => {
    const call = await loadEditable(tx, person, slug, true)
    if (call.published) return
    if (call.version !== seenVersion || call.draft)
      throw new PortalError(
        'conflict',
        'An admin has changed the Call since you opened this page. Open the page again, and save the draft first.',
      )
    const problems = inconsistencies(call.definition)
    if (call.closesAt <= new Date()) problems.push('The Call closes in the past. Set its dates first.')
    if (problems.length > 0) throw new PortalError('invalid', problems.join(' '))
    await tx.update(calls).set({ published: true }).where(eq(calls.id, call.id))
    await recordEvent(tx, {
      applicationId: null,
      actorId: person.id,
      actorRole: 'admin',
      type: 'call-published',
      data: { call: call.id, version: call.version },
    })
  })
}
