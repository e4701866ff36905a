import type * as z from 'zod'
import type { Executor } from '@/db/client'
import { allCalls } from '@/lib/call/queries'
import type { Person } from '@/lib/people/actor'
import type { callsSchema } from './schema'

/** The Calls in which the person has a role. */
export async function listCalls(executor: Executor, person: Person): Promise<z.infer<typeof callsSchema>> {
  const calls = await allCalls(executor)
  const theirs = calls.filter(({ id }) => person.roles.some(({ callId }) => callId === null || callId === id))
  return {
    items: theirs.map(({ slug, title, opensAt, closesAt, definition }) => ({
      ...{ slug, title, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() },
      tracks: definition.tracks.map(({ key, name, quota }) => ({ key, name, quota })),
      institutions: definition.institutions.map(({ key, name }) => ({ key, name })),
    })),
  }
}
