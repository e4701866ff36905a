import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, calls, nominationLists } from '@/db/schema'
import { move } from '@/lib/applying/application/move'
import type { Application } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { requireTime, roleOn } from './access'
import { digestOf } from './digest'
import { limitFor } from './limit'
import { asHandedIn, candidatesOf, decisionOn, itsApplications, type NominationList, ofList } from './queries'
import { CANDIDATE, type ListKey, obstacles } from './rules'
import { handedInAlready, lockList, writeDecision } from './save'
import { tellHandedIn } from './tell'

export type Signature = {
  version: number
  /** The digest of the list on the page, from `digestOf`. */
  digest: string
  signerName: string
  signerPosition: string
  /** The reason of an admin who hands it in for the institution. */
  reason: string
}

/**
 * Whether the same form handed the list in: with another signature it is no repeat, or that signature would be lost.
 */
const isSignedSo = (list: NominationList, signature: Signature) =>
  list.version === signature.version &&
  list.signerName === signature.signerName &&
  list.signerPosition === signature.signerPosition

/**
 * Hands in a list, signed, and freezes it: one transaction that locks the list and then its applications, by id. Every
 * candidate becomes nominated or not nominated, with its event; the officers and the admins get a notice. Sending the
 * same form twice hands it in once.
 * @throws PortalError 'not-found', 'forbidden' (a conflict of interest), 'closed' (the deadline), 'conflict'
 * (handed in, or changed since the page was shown), 'invalid' (over the limit, a candidate is undecided, an admin gives
 * no reason).
 */
export async function handIn(
  db: Database,
  person: Person,
  call: Call,
  key: ListKey,
  signature: Signature,
  now = new Date(),
): Promise<void> {
  await db.transaction(async (tx) => {
    const list = await lockList(tx, person, call, key)
    if (list.handedInAt) {
      if (list.handedInBy === person.id && isSignedSo(list, signature)) return
      throw handedInAlready(list)
    }
    requireTime(person, call, key, now)
    const role = roleOn(person, call.id, key.institution)
    if (role === 'admin' && !signature.reason)
      throw new PortalError('invalid', 'Enter the reason why you hand the list in for the institution.')
    const all = await lockApplications(tx, call, key)
    const candidates = await candidatesOf(tx, person, call.id, key)
    const listed = asHandedIn(candidates)
    if (list.version !== signature.version || digestOf(listed) !== signature.digest) throw notAsShown()
    const decision = decisionOn(candidates)
    const standing = candidates.filter(({ state }) => CANDIDATE.includes(state))
    const against = obstacles({
      ranked: decision.ranked.length,
      passed: decision.passed.length,
      undecided: standing.length - listed.length,
      limit: limitFor(call.definition, key.institution, key.track),
    })
    if (against.length > 0) throw new PortalError('invalid', against.join(' '))
    // Without candidates who have withdrawn since, so that it freezes what the officer signed.
    await writeDecision(tx, call.id, key, decision)
    const { signerName, signerPosition, reason } = signature
    await tx
      .update(nominationLists)
      .set({ handedInAt: now, handedInBy: person.id, signerName, signerPosition, snapshot: listed })
      .where(ofList(call.id, key))
    const byId = new Map(all.map((application) => [application.id, application]))
    const by = { id: person.id, role }
    for (const { id, rank } of listed) {
      const name = rank === null ? 'not-nominate' : 'nominate'
      await move(tx, byId.get(id)!, name, { by, data: rank === null ? {} : { rank } })
    }
    await recordEvent(tx, {
      applicationId: null,
      actorId: person.id,
      actorRole: role,
      type: 'nominations-handed-in',
      data: {
        call: call.id,
        ...key,
        signerName,
        signerPosition,
        reason: reason || null,
        // The snapshot contains the candidates, because erasure can remove names from it.
        list: listed.map(({ id, number, rank }) => ({ id, number, rank })),
      },
    })
    await tellHandedIn(tx, call, key, { at: now, signerName, signerPosition, by: person })
  })
}

const notAsShown = () =>
  new PortalError(
    'conflict',
    'The list has changed since you opened this page: a candidate has withdrawn, or somebody has edited it. Nothing was handed in. Look at it again, then sign it.',
  )

/** Locks every submitted application of the list; a withdrawal or an eligibility check waits, or came before. */
export async function lockApplications(tx: Executor, call: Call, key: ListKey): Promise<Application[]> {
  const rows = await tx
    .select({ application: applications })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(and(itsApplications(call.id, key), isNotNull(applications.submittedAt)))
    .orderBy(asc(applications.id))
    .for('update', { of: applications })
  const { slug: callSlug, title: callTitle, version: callVersion, opensAt, graceMinutes, letterGraceDays } = call
  const { resultsReleasedAt } = call
  const its = { callSlug, callTitle, callVersion, opensAt, graceMinutes, letterGraceDays, resultsReleasedAt }
  return rows.map(({ application }) => ({
    ...application,
    ...its,
    closesAt: application.closesAt ?? call.closesAt,
  }))
}
