import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, assignments, events, reviewers } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { asReviewer, standingOf } from './current-load'
import { type GivenBack, givenBack, type Standing, seenOf } from './give-back'
import { tellLoad } from './tell-load'

const TURNS = 5

/** `seen`: what the page showed the reviewer would go back, see `seenOf`. */
export type Acceptance = { accepts: number; reason: string; seen: string }

export const noLoad = () =>
  new PortalError('not-found', 'This Call does not exist, or you are not one of its reviewers.')

/**
 * The reviewer says how many applications of a Call they take on. The rest goes back: hidden assignments leave no
 * trace, the others count as declined, and started reviews stay. The chief reviewers get a notice. Safe to repeat.
 * @throws PortalError 'not-found' (not a reviewer of the Call); 'invalid' (more than their limit); 'conflict' (the set
 * to give back has changed since the page was shown).
 */
export async function acceptLoad(db: Database, person: Person, call: Call, wanted: Acceptance): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) if (await db.transaction((tx) => accept(tx, person, call, wanted))) return
  throw new PortalError('conflict', 'Your applications are being changed just now. Please try again in a moment.')
}

/**
 * Locks in the order that all code uses: applications, the reviewer, assignments. Code that assigns an application
 * locks the reviewer's row first, so no assignment appears after this lock. Returns false if one appeared before it on
 * an application that is not locked.
 */
async function accept(
  tx: Executor,
  person: Person,
  call: Call,
  { accepts, reason, seen }: Acceptance,
): Promise<boolean> {
  const held = new Set(await lockApplications(tx, person, call.id))
  const reviewer = await asReviewer(tx, person, call.id, true)
  if (!reviewer) throw noLoad()
  if (accepts > reviewer.most) throw new PortalError('invalid', `Enter a number from 0 to ${reviewer.most}.`)
  // A review that starts at this moment holds its assignment: wait for it, then look.
  await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(eq(assignments.personId, person.id), inArray(assignments.applicationId, [...held])))
    .orderBy(asc(assignments.id))
    .for('update')
  const standing = await standingOf(tx, person, call.id)
  if (standing.some(({ applicationId }) => !held.has(applicationId))) return false
  const back = givenBack(standing, accepts)
  if (reviewer.accepts === accepts && back.hidden.length + back.released.length === 0) return true
  if (seenOf(back.released) !== seen)
    throw new PortalError('conflict', 'Your applications have changed since you opened this page. Look at it again.')
  await tx
    .update(reviewers)
    .set({ accepts, answeredAt: new Date() })
    .where(and(eq(reviewers.callId, call.id), eq(reviewers.personId, person.id)))
  await giveBack(tx, person, back, { accepts, reason })
  const about = { actorId: person.id, actorRole: 'reviewer' as const, applicationId: null }
  const data = { call: call.id, accepts, before: reviewer.limit, reason, kept: back.kept.length }
  await recordEvent(tx, { ...about, type: 'load-accepted', data })
  const gone = [...back.hidden, ...back.released].map(({ applicationId }) => applicationId)
  await tellLoad(tx, person, call, { accepts, most: reviewer.most, before: reviewer.limit, reason, gone })
  return true
}

async function lockApplications(tx: Executor, person: Person, callId: string): Promise<string[]> {
  const ids = (await standingOf(tx, person, callId)).map(({ applicationId }) => applicationId)
  const rows = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(inArray(applications.id, ids))
    .orderBy(asc(applications.id))
    .for('update')
  return rows.map(({ id }) => id)
}

async function giveBack(
  tx: Executor,
  person: Person,
  { hidden, released }: GivenBack<Standing>,
  { accepts, reason }: Pick<Acceptance, 'accepts' | 'reason'>,
): Promise<void> {
  const ids = (list: Standing[]) => list.map(({ id }) => id)
  if (hidden.length > 0) await tx.delete(assignments).where(inArray(assignments.id, ids(hidden)))
  if (released.length > 0)
    await tx
      .update(assignments)
      .set({ endedAt: new Date(), endReason: 'declined' })
      .where(inArray(assignments.id, ids(released)))
  const gone = [...hidden, ...released]
  if (gone.length === 0) return
  await tx.insert(events).values(
    gone.map(({ id, applicationId, hidden: wasHidden }) => ({
      applicationId,
      actorId: person.id,
      actorRole: 'reviewer' as const,
      type: 'assignment-declined',
      data: { assignment: id, reason, load: accepts, hidden: wasHidden },
    })),
  )
}
