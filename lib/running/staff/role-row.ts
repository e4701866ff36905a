import { eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canAppoint } from '@/lib/people/permissions'
import { allCalls } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'

export type RoleRow = typeof roles.$inferSelect

/**
 * A role that the admin manages. `lock` locks its row until the transaction ends.
 * @throws PortalError 'not-found'
 */
export async function loadRole(executor: Executor, admin: Person, id: string, lock = false): Promise<RoleRow> {
  const query = executor.select().from(roles).where(eq(roles.id, id))
  const [row] = lock ? await query.for('no key update') : await query
  if (!row || !canAppoint(admin, row.callId)) throw new PortalError('not-found', 'There is no such role.')
  return row
}

/** The Call of a role; null for a role in all Calls. */
export async function callOf(executor: Executor, { callId }: Pick<RoleRow, 'callId'>): Promise<Call | null> {
  if (callId === null) return null
  return (await allCalls(executor)).find(({ id }) => id === callId) ?? null
}
