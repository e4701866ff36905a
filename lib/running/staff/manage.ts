import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { appointsIn, canAppoint } from '@/lib/people/permissions'
import { allCalls } from '@/lib/platform/call-store/queries'

/** The Calls whose people the admin manages, newest first, and whether they manage the roles of all Calls too. */
export async function managedCalls(admin: Person): Promise<{ calls: Call[]; all: boolean }> {
  const calls = (await allCalls(db)).filter(({ id }) => canAppoint(admin, id))
  return { calls, all: appointsIn(admin) === 'all' }
}
