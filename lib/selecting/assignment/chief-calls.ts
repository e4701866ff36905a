import type { Executor } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canLead } from '@/lib/people/permissions'
import { allCalls, currentCall, findCall } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'

/** @throws PortalError 'not-found' if there is no such Call, or the person does not lead its reviews. */
export async function callToLead(executor: Executor, person: Person, slug: string): Promise<Call> {
  const call = await findCall(executor, slug)
  if (!call || !canLead(person, call.id)) throw notLed()
  return call
}

export const notLed = () => new PortalError('not-found', 'There is no such Call, or its reviews are not yours to lead.')

/** The Calls whose reviews the person leads, and the selected one: as asked for, else the current or the newest. */
export async function ledCalls(
  executor: Executor,
  person: Person,
  slug: string | undefined,
): Promise<{ calls: Call[]; call: Call | undefined }> {
  const calls = (await allCalls(executor)).filter(({ id }) => canLead(person, id))
  if (slug) return { calls, call: calls.find((known) => known.slug === slug) }
  const current = await currentCall(executor)
  return { calls, call: calls.find(({ id }) => id === current?.id) ?? calls[0] }
}
