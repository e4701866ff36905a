import type * as z from 'zod'
import type { Executor } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { allCalls, placesLeft } from '@/lib/platform/call-store/queries'
import type { callsSchema } from './schema'

/** The Calls in which the person has a role. */
export async function listCalls(executor: Executor, person: Person): Promise<z.infer<typeof callsSchema>> {
  const calls = await allCalls(executor)
  const theirs = calls.filter(({ id }) => person.roles.some(({ callId }) => callId === null || callId === id))
  const items = theirs.map(async ({ id, slug, title, opensAt, closesAt, definition }) => {
    // An admin may have changed them after the Call was defined.
    const now = new Map((await placesLeft(executor, id)).map(({ track, quota }) => [track, quota]))
    return {
      slug,
      title,
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
      tracks: definition.tracks.map(({ key, name }) => ({ key, name, quota: now.get(key) ?? 0 })),
      institutions: definition.institutions.map(({ key, name }) => ({ key, name })),
    }
  })
  return { items: await Promise.all(items) }
}
