import type { Call } from '@/lib/call/call'
import 'server-only'
import type { Person } from '@/lib/people/actor'
import { canConfigure } from '@/lib/people/permissions'

/** The institutions with applications in the person's files. */
export function institutionsToExport(person: Person, { id, definition }: Call) {
  if (canConfigure(person, id)) return definition.institutions
  const own = person.roles.flatMap((role) => (role.role === 'officer' && role.callId === id ? [role.institution] : []))
  return definition.institutions.filter(({ key }) => own.includes(key))
}
