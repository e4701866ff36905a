import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { prepared } from '@/db/prepared'
import { eventDetails, events } from '@/db/schema'
import { withDetails } from './details'

export type NewEvent = {
  applicationId: string | null
  actorId: string | null
  /** 'person': in no role, on their own account. */
  actorRole: 'person' | 'applicant' | 'referee' | 'supervisor' | 'officer' | 'reviewer' | 'chief' | 'admin' | 'system'
  type: string
  data?: Record<string, unknown>
}

/**
 * Records what happened. Call it in the transaction that makes the change. Keeps the personal data of an application's
 * event beside it (`details.ts`), so that they can be erased.
 */
export async function recordEvent(executor: Executor, event: NewEvent): Promise<void> {
  const { data, details } = withDetails(event.data ?? {}, event.actorRole === 'system')
  if (event.applicationId === null || !details) {
    await executor.insert(events).values(event)
    return
  }
  const { applicationId, actorId, actorRole, type } = event
  await executor.execute(sql`
    with event as (
      insert into ${events} (application_id, actor_id, actor_role, type, data)
      values (${applicationId}::uuid, ${actorId}::uuid, ${actorRole}, ${type}, ${JSON.stringify(data)}::jsonb) returning id)
    insert into ${eventDetails} (event_id, salt, data)
    select id, ${details.salt}::uuid, ${JSON.stringify(details.data)}::jsonb from event`)
}

/**
 * The data of the outer query's event, with its details if they are not erased. The chain's data take precedence:
 * nothing beside it can contradict them.
 */
export const dataOfEvent: SQL<Record<string, unknown>> = sql`coalesce(
  (select d.data from ${eventDetails} d where d.event_id = ${events}.id), '{}'::jsonb) || ${events}.data`

/** All events of an application, oldest first. The caller has checked that the actor may read it. */
export async function eventsOf(executor: Executor, applicationId: string) {
  return ofApplication(executor, { applicationId })
}

const { id, actorId, actorRole, type, at } = events
const ofApplication = prepared((executor) =>
  executor
    .select({ id, actorId, actorRole, type, at, data: dataOfEvent })
    .from(events)
    .where(eq(events.applicationId, sql.placeholder('applicationId')))
    .orderBy(asc(events.id)),
)
