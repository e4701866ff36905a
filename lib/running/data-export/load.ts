import type { Call } from '@/lib/call/call'
import { param, type Search } from '@/lib/shared/address'
import 'server-only'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { canConfigure, canExport } from '@/lib/people/permissions'
import { allCalls, currentCall } from '@/lib/platform/call-store/queries'

/** The Call that `?call=` names, else the current one, of those from which the person takes files; and all of those. */
export async function callToExport(person: Person, search: Search): Promise<{ call: Call; calls: Call[] }> {
  const calls = (await allCalls(db)).filter(({ id }) => canExport(person, id))
  const slug = param(search, 'call')
  const current = slug ? null : await currentCall(db)
  const call = slug ? calls.find((one) => one.slug === slug) : (calls.find(({ id }) => id === current?.id) ?? calls[0])
  if (!call) notFound()
  return { call, calls }
}

/** The institutions of whose applications there are some in the person's files. */
export function institutionsToExport(person: Person, { id, definition }: Call) {
  if (canConfigure(person, id)) return definition.institutions
  const own = person.roles.flatMap((role) => (role.role === 'officer' && role.callId === id ? [role.institution] : []))
  return definition.institutions.filter(({ key }) => own.includes(key))
}
