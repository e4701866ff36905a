import type { Executor } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { CallDefinition } from '@/lib/call/definition'
import { definitionAt } from '@/lib/platform/call-store/versions'
import type { Offer } from './queries'

/** An offer grants what the Call said when it was issued, whatever changed since. */
export async function termsOf(
  executor: Executor,
  call: Call,
  { callVersion }: Pick<Offer, 'callVersion'>,
): Promise<CallDefinition> {
  if (callVersion === null || callVersion === call.version) return call.definition
  return (await definitionAt(executor, call.id, callVersion)) ?? call.definition
}
