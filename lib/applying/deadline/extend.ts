import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canExtend } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { instantInWords } from '@/lib/shared/ui/instant'
import { countExtended, findTarget, setClosing, type Target } from './queries'
import type { Scope } from './schema'

export type Extension = { callId: string; target: Scope; at: Date }

/**
 * What an extension would change, and how many people it would notify.
 * @throws PortalError 'not-found', 'forbidden' (their own application), 'invalid' (not later than now or than the
 * present deadline)
 */
export async function previewExtension(executor: Executor, admin: Person, call: Call, target: Scope, at: Date) {
  const found = await requireExtendable(executor, admin, call, target, at, false)
  return { ...found, told: await countExtended(executor, call.id, target, at) }
}

/**
 * Moves a deadline to a later time, records it and queues the message to everybody with an affected draft, in one
 * transaction. Of two admins at once the later date wins, and the other gets an error. @throws as `previewExtension`
 */
export async function extendDeadline(
  db: Database,
  admin: Person,
  call: Call,
  target: Scope,
  at: Date,
  reason: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await requireExtendable(tx, admin, call, target, at, true)
    await setClosing(tx, call.id, target, at)
    await recordEvent(tx, {
      applicationId: target.scope === 'application' ? target.application : null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'deadline-extended',
      data: { call: call.id, ...target, from: before.closesAt.toISOString(), to: at.toISOString(), reason },
    })
    await queueTelling(tx, { callId: call.id, target, at })
  })
}

/** Queues the job that announces an extension. */
export async function queueTelling(tx: Executor, extension: Extension): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job('tell-extension', ${JSON.stringify(extension)}::json)`)
}

async function requireExtendable(
  executor: Executor,
  admin: Person,
  call: Call,
  target: Scope,
  at: Date,
  lock: boolean,
): Promise<Target> {
  const found = canExtend(admin, call.id) ? await findTarget(executor, admin, call.id, target, lock) : null
  if (!found) throw new PortalError('not-found', 'There is no such deadline, or it is not yours to move.')
  if (found.personId === admin.id)
    throw new PortalError('forbidden', 'This is your own application. Another admin has to extend its deadline.')
  if (at <= found.closesAt) {
    const present = instantInWords(found.closesAt, call.definition.timeZone)
    throw new PortalError('invalid', `Enter a later date and time: the deadline is ${present} already`)
  }
  if (at <= new Date()) throw new PortalError('invalid', 'Enter a date and time that are still to come')
  return found
}
