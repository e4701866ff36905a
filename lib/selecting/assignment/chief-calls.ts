import type { Executor } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canLead } from '@/lib/people/permissions'
import { findCall } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'

/** @throws PortalError 'not-found' if there is no such Call, or the person does not lead its reviews. */
export async function callToLead(executor: Executor, person: Person, slug: string): Promise<Call> {
  const call = await findCall(executor, slug)
  if (!call || !canLead(person, call.id)) throw notLed()
  return call
}

export const notLed = () => new PortalError('not-found', 'This Call does not exist, or you do not lead its reviews.')
