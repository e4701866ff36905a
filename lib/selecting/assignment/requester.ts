import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { calls, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person, Role } from '@/lib/people/actor'
import { findPerson } from '@/lib/people/queries'
import { findCall } from '@/lib/platform/call-store/queries'

/** The person who asked for a job, as they are now: the job sees only what they may see. */
export async function personWithRoles(db: Database, id: string): Promise<Person> {
  const person = (await findPerson(db, id))!
  const rows = await db
    .select({ role: roles.role, callId: roles.callId, institution: roles.institution })
    .from(roles)
    .where(and(eq(roles.personId, id), isNull(roles.endedAt)))
  const { email, name, emailVerifiedAt } = person
  const known = { kind: 'person' as const, id, email, name, sessionId: '', emailVerified: emailVerifiedAt !== null }
  return { ...known, roles: rows as Role[] }
}

export async function callById(db: Database, id: string): Promise<Call> {
  const [row] = await db.select({ slug: calls.slug }).from(calls).where(eq(calls.id, id))
  return (await findCall(db, row!.slug))!
}
