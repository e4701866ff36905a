import { and, eq } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Executor } from '@/db/client'
import { callVersions } from '@/db/schema'
import { type CallDefinition, callDefinitionSchema } from './definition'

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

/** The definition that a submission was checked by, so that what it answered is shown as it was asked. */
export async function definitionOf(
  executor: Executor,
  call: { id: string; version: number; definition: CallDefinition },
  snapshot: { call: { version: number } } | undefined,
): Promise<CallDefinition> {
  if (!snapshot || snapshot.call.version === call.version) return call.definition
  return (await definitionAt(executor, call.id, snapshot.call.version)) ?? call.definition
}
