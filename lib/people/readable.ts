import { and, eq, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { applications } from '@/db/schema'
import type { Person } from './actor'

/** The rule by which staff `read` applications (`isStaffOf` in `permissions.ts`), in SQL for lists; a test compares both. */
export function readableAsStaff(person: Person): SQL {
  const roles = person.roles.flatMap((role) => {
    if (role.role === 'officer')
      return [and(eq(applications.callId, role.callId), eq(applications.institution, role.institution))]
    if (role.role !== 'admin') return []
    return [role.callId === null ? sql`true` : eq(applications.callId, role.callId)]
  })
  const submitted = and(ne(applications.state, 'draft'), isNotNull(applications.submittedAt))
  return and(submitted, ne(applications.personId, person.id), or(sql`false`, ...roles))!
}
