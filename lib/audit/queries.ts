import { asc, eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { events } from '@/db/schema'

export type NewEvent = {
  applicationId: string | null
  actorId: string | null
  /** 'person': in no role, on their own account. */
  actorRole: 'person' | 'applicant' | 'referee' | 'supervisor' | 'officer' | 'reviewer' | 'chief' | 'admin' | 'system'
  type: string
  data?: Record<string, unknown>
}

/** Records what happened. Call it in the transaction that makes the change. */
export async function recordEvent(executor: Executor, event: NewEvent): Promise<void> {
  await executor.insert(events).values(event)
}

/** All events of an application, oldest first. The caller has checked that the actor may read it. */
export async function eventsOf(executor: Executor, applicationId: string) {
  return executor.select().from(events).where(eq(events.applicationId, applicationId)).orderBy(asc(events.id))
}
