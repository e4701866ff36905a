import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, conflicts, people, roles } from '@/db/schema'
import type { Call } from '@/lib/call/queries'
import { notify } from '@/lib/notification/queries'
import { decisionsAt } from './address'

/**
 * Tells the admins of a Call that a free place waits for one of them to confirm a promotion: once a track and day,
 * however many places become free. Nobody who keeps away from the track, and nobody whose address is not confirmed.
 */
export async function tellPromotion(tx: Executor, call: Call, track: string): Promise<void> {
  const keepsAway = sql`exists (
    select from ${applications} a where a.call_id = ${call.id} and a.track = ${track} and (a.person_id = ${people}.id
      or exists (select from ${conflicts} c where c.application_id = a.id and c.person_id = ${people}.id)))`
  const admins = await tx
    .selectDistinct({ id: people.id, email: people.email, name: people.name })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(
      and(
        isNull(roles.endedAt),
        isNotNull(people.emailVerifiedAt),
        eq(roles.role, 'admin'),
        or(eq(roles.callId, call.id), isNull(roles.callId)),
        sql`not ${keepsAway}`,
      ),
    )
  const path = decisionsAt('/waiting', { call: call.slug, track })
  const trackName = call.definition.tracks.find(({ key }) => key === track)?.name ?? track
  const [day] = await tx.execute<{ day: string }>(sql`select to_char(now(), 'YYYY-MM-DD') as day`)
  for (const { name, ...person } of admins)
    await notify(tx, person, {
      ...{ template: 'promotion-waiting', path, key: `promotion:${call.id}:${track}:${day!.day}` },
      data: { name, trackName, callTitle: call.title, url: path },
    })
}
