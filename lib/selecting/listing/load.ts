import type { Executor } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { chosenCall } from '@/lib/platform/call-store/chosen-call'
import type { Audience } from './columns'
import { audienceOf } from './queries'
import { type View, viewOf } from './view'
import { type Visibility, visibilityOf } from './visibility'

export type List = {
  calls: Call[]
  call: Call
  visibility: Visibility
  audience: Audience
  view: View
  decides: boolean
}

/** The list at an address for a person; null if they have no role in the Call that it names, or in any. */
export async function loadList(
  executor: Executor,
  person: Person,
  given: Record<string, string | string[] | undefined>,
): Promise<List | null> {
  const { calls, call } = await chosenCall(executor, [given.call].flat()[0], ({ id }) =>
    person.roles.some(({ callId }) => callId === null || callId === id),
  )
  if (!call) return null
  const visibility = visibilityOf(person, call)
  const audience = audienceOf(visibility)
  const decides = person.roles.some(
    ({ role, callId }) => (role === 'officer' || role === 'admin') && (callId === null || callId === call.id),
  )
  return { calls, call, visibility, audience, view: viewOf(given, audience), decides }
}

/** The same from the query part of an address. */
export function loadListAt(executor: Executor, person: Person, query: string): Promise<List | null> {
  return loadList(executor, person, Object.fromEntries(new URLSearchParams(query)))
}
