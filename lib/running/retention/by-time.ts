import { and, asc, count, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Database, Executor } from '@/db/client'
import { applications, calls } from '@/db/schema'
import { storage } from '@/lib/applying/document/storage'
import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { canConfigure } from '@/lib/people/permissions'
import { withoutConflict } from '@/lib/people/readable'
import { callById } from '@/lib/platform/call-store/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { eraseApplication } from './erase'
import { erasePerson } from './erase-person'
import { erasedFrom, fateOf, statesOf } from './rules'

/** The most that one run erases of a Call; the next day continues. */
const MOST = 2000

/** The states of a Call's due applications. */
function dueStates(call: Call, now: Date): State[] {
  const from = erasedFrom(call)
  return [
    ...(from.unsuccessful <= now ? statesOf('unsuccessful') : []),
    ...(from.awarded <= now ? statesOf('awarded') : []),
  ]
}

export type Dry = {
  from: { unsuccessful: Date; awarded: Date }
  /** Since when erasure is automatic; null before an admin has approved it. */
  since: Date | null
  /** What the next run would erase, what stays for now, what is undecided, and what is erased already. */
  due: number
  kept: number
  open: number
  erased: number
}

/**
 * What the next run would do to a Call; changes nothing. Without the admin's own applications and those with a conflict
 * of interest.
 */
export async function dryRun(executor: Executor, admin: Person, call: Call, now = new Date()): Promise<Dry> {
  if (!canConfigure(admin, call.id)) throw noSuchCall()
  const rows = await executor
    .select({ state: applications.state, gone: sql<boolean>`${applications}.erased_at is not null`, n: count() })
    .from(applications)
    .where(and(eq(applications.callId, call.id), sql`${applications}.person_id <> ${admin.id}`, withoutConflict(admin)))
    .groupBy(applications.state, sql`${applications}.erased_at is not null`)
  const [row] = await executor.select({ since: calls.erasesSince }).from(calls).where(eq(calls.id, call.id))
  const states = dueStates(call, now)
  const sum = (which: (one: (typeof rows)[number]) => boolean) =>
    rows.filter(which).reduce((total, { n }) => total + n, 0)
  return {
    from: erasedFrom(call),
    since: row!.since,
    due: sum(({ state, gone }) => !gone && states.includes(state)),
    kept: sum(({ state, gone }) => !gone && !states.includes(state) && fateOf(state) !== 'open'),
    open: sum(({ state, gone }) => !gone && fateOf(state) === 'open'),
    erased: sum(({ gone }) => gone),
  }
}

const noSuchCall = () => new PortalError('not-found', 'There is no such Call, or it is not yours.')

/**
 * Approves the automatic erasure of the Call's applications when their time has passed, and records it. @throws
 * PortalError 'not-found'
 */
export async function approveErasure(db: Database, admin: Person, call: Call): Promise<void> {
  if (!canConfigure(admin, call.id)) throw noSuchCall()
  await db.transaction(async (tx) => {
    const [changed] = await tx
      .update(calls)
      .set({ erasesSince: new Date() })
      .where(and(eq(calls.id, call.id), isNull(calls.erasesSince)))
      .returning({ id: calls.id })
    if (!changed) return
    await recordEvent(tx, {
      applicationId: null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'erasure-approved',
      data: { call: call.id },
    })
  })
}

/** Stops the automatic erasure for the Call, and records it. @throws PortalError 'not-found' */
export async function stopErasure(db: Database, admin: Person, call: Call): Promise<void> {
  if (!canConfigure(admin, call.id)) throw noSuchCall()
  await db.transaction(async (tx) => {
    const [changed] = await tx
      .update(calls)
      .set({ erasesSince: null })
      .where(and(eq(calls.id, call.id), isNotNull(calls.erasesSince)))
      .returning({ id: calls.id })
    if (!changed) return
    await recordEvent(tx, {
      applicationId: null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'erasure-stopped',
      data: { call: call.id },
    })
  })
}

/** Erases what is due in the Calls with approval, each application in a separate transaction. Returns how many. */
export async function eraseExpired(db: Database, now = new Date()): Promise<number> {
  const approved = await db.select({ id: calls.id }).from(calls).where(isNotNull(calls.erasesSince))
  let erased = 0
  for (const { id } of approved) {
    const call = await callById(db, id)
    const states = dueStates(call, now)
    if (states.length === 0) continue
    const due = await db
      .select({ id: applications.id })
      .from(applications)
      .where(and(eq(applications.callId, id), isNull(applications.erasedAt), inArray(applications.state, states)))
      .orderBy(asc(applications.id))
      .limit(MOST)
    for (const one of due) if (await eraseOne(db, one.id, states)) erased += 1
  }
  return erased
}

/** Checks again under its lock: it may have changed, erasure may have stopped, or another worker erased it. */
async function eraseOne(db: Database, id: string, states: State[]): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ personId: applications.personId })
      .from(applications)
      .where(
        and(
          eq(applications.id, id),
          isNull(applications.erasedAt),
          inArray(applications.state, states),
          sql`exists (select from calls c where c.id = ${applications}.call_id and c.erases_since is not null)`,
        ),
      )
      .for('update', { skipLocked: true })
    if (!row) return false
    await eraseApplication(tx, id, { id: null, role: 'system' })
    await erasePerson(tx, row.personId)
    return true
  })
}

const filesJob = z.object({ keys: z.array(z.string()) })

/** Removes files from the store, once no row names them. Safe to repeat. */
export async function removeErasedFiles(payload: unknown): Promise<void> {
  const store = await storage()
  for (const key of filesJob.parse(payload).keys) await store.remove(key)
}
