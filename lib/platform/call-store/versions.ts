import { and, eq } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Executor } from '@/db/client'
import { callVersions } from '@/db/schema'
import { asAsked } from '@/lib/call/as-asked'
import { type CallDefinition, callDefinitionSchema } from '@/lib/call/definition'

/** Earlier definitions by Call and version, which never change. */
const kept = new LRUCache<string, CallDefinition>({ max: 20 })

/** The definition of a version of a Call; null if it was not kept. */
export async function definitionAt(executor: Executor, callId: string, number: number): Promise<CallDefinition | null> {
  const name = `${callId}:${number}`
  const known = kept.get(name)
  if (known) return known
  const [row] = await executor
    .select({ definition: callVersions.definition })
    .from(callVersions)
    .where(and(eq(callVersions.callId, callId), eq(callVersions.number, number)))
  if (!row) return null
  const definition = callDefinitionSchema.parse(row.definition)
  kept.set(name, definition)
  return definition
}

/**
 * The Call as a submission answered it: questions, documents and rules come from the version that checked it,
 * everything else from the present Call (`as-asked.ts`). All code that shows a submission uses this definition.
 */
export async function definitionOf(
  executor: Executor,
  call: { id: string; version: number; definition: CallDefinition },
  snapshot: { call: { version: number } } | undefined,
): Promise<CallDefinition> {
  if (!snapshot || snapshot.call.version === call.version) return call.definition
  const then = await definitionAt(executor, call.id, snapshot.call.version)
  return then ? asAsked(call.definition, then) : call.definition
}
