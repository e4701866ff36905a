import type { Call } from '@/lib/call/call'
import 'server-only'
import { db } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { canTrack } from '@/lib/people/permissions'
import { allCalls, currentCall } from '@/lib/platform/call-store/queries'

/** The Calls that the person follows, the current one first, then the newest. */
export async function callsFollowed(person: Person): Promise<Call[]> {
  const [current, all] = await Promise.all([currentCall(db), allCalls(db)])
  return all
    .filter(({ id }) => canTrack(person, id))
    .sort((a, b) => Number(b.id === current?.id) - Number(a.id === current?.id))
}
