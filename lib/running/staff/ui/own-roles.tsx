import { db } from '@/db/client'
import type { Role } from '@/lib/people/actor'
import { allCalls } from '@/lib/platform/call-store/queries'
import { ROLE_WORDS } from '../rules'

/** A person's own roles on the portal; nothing for a person without a role. */
export async function OwnRoles({ roles }: { roles: Role[] }) {
  if (roles.length === 0) return null
  const calls = await allCalls(db)
  const lines = roles.map((role) => {
    const call = calls.find(({ id }) => id === role.callId)
    const institution =
      role.role === 'officer' && call?.definition.institutions.find(({ key }) => key === role.institution)?.name
    return [ROLE_WORDS[role.role], institution, call?.title ?? 'all Calls'].filter(Boolean).join(', ')
  })
  return (
    <section className="card space-y-2" aria-labelledby="roles">
      <h2 id="roles">Your {roles.length === 1 ? 'role' : 'roles'}</h2>
      <ul className="list-disc pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="text-sm text-quiet">Only an admin can change {roles.length === 1 ? 'it' : 'them'}.</p>
    </section>
  )
}
