import { and, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, conflicts, people, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { notify } from '@/lib/platform/notification/queries'
import { decisionsAt } from './address'

/** Notices to admins concern one track of a Call. */
type Of = { call: Call; track: string }

/**
 * Tells the admins of a Call that a free place waits for one of them to confirm a promotion: once per track and day,
 * however many places become free.
 */
export async function tellPromotion(tx: Executor, call: Call, track: string): Promise<void> {
  const path = decisionsAt('/waiting', { call: call.slug, track })
  const [day] = await tx.execute<{ day: string }>(sql`select to_char(now(), 'YYYY-MM-DD') as day`)
  for (const { name, ...person } of await decidersOf(tx, { call, track }))
    await notify(tx, person, {
      template: 'promotion-waiting',
      path,
      key: `promotion:${call.id}:${track}:${day!.day}`,
      data: { name, ...namesOf({ call, track }), url: path },
    })
}

/**
 * Tells the other admins that one of them has proposed something for a second admin to confirm. `what`: 'to revoke an
 * offer'.
 */
export async function tellProposed(
  tx: Executor,
  of: Of,
  proposal: { by: { id: string; name: string }; what: string; path: string },
): Promise<void> {
  const { by, what, path } = proposal
  for (const { name, ...person } of await decidersOf(tx, of, by.id))
    await notify(tx, person, {
      template: 'decision-proposed',
      path,
      data: { name, ...namesOf(of), by: by.name, what, url: path },
    })
}

function namesOf({ call, track }: Of) {
  return {
    trackName: call.definition.tracks.find(({ key }) => key === track)?.name ?? track,
    callTitle: call.title,
  }
}

/** Admins who decide on the track: without those who keep away from it, or have no confirmed address. */
function decidersOf(tx: Executor, { call, track }: Of, except?: string) {
  const keepsAway = sql`exists (
    select from ${applications} a where a.call_id = ${call.id} and a.track = ${track} and (a.person_id = ${people}.id
      or exists (select from ${conflicts} c where c.application_id = a.id and c.person_id = ${people}.id)))`
  return tx
    .selectDistinct({ id: people.id, email: people.email, name: people.name })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(
      and(
        isNull(roles.endedAt),
        isNotNull(people.emailVerifiedAt),
        eq(roles.role, 'admin'),
        or(eq(roles.callId, call.id), isNull(roles.callId)),
        except === undefined ? undefined : ne(people.id, except),
        sql`not ${keepsAway}`,
      ),
    )
}
