import { and, eq, sql } from 'drizzle-orm'
import { applications, calls, institutions } from '@/db/schema'

/**
 * When an application closes: the latest of the Call's closing and of later ones that an admin gave to its institution
 * or to it alone. For queries on applications, inner joined with their Call and left joined with institutions by
 * `itsInstitution`.
 */
export const closing =
  sql<Date>`greatest(${calls.closesAt}, ${institutions.closesAt}, ${applications.closesAt})`.mapWith(calls.closesAt)

export const itsInstitution = and(
  eq(institutions.callId, applications.callId),
  eq(institutions.key, applications.institution),
)
