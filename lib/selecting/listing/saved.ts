import { and, asc, count, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { savedViews } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { PortalError } from '@/lib/shared/errors'

export type SavedView = { id: string; name: string; query: string }

const MOST = 50
const KEPT = ['call', 'q', 'sort', 'columns']

/** A person's saved views, by name. */
export function savedViewsOf(executor: Executor, { id }: Person): Promise<SavedView[]> {
  const { personId, name, query } = savedViews
  return executor
    .select({ id: savedViews.id, name, query })
    .from(savedViews)
    .where(eq(personId, id))
    .orderBy(asc(name))
    .limit(MOST)
}

/** How many views a person has saved, for a statement that counts other things too. */
export const savedCount = ({ id }: Person) => sql<number>`(
  select count(*)::int from ${savedViews} v where v.person_id = ${id})`

/** Saves a view, replacing one with the same name. @throws PortalError 'too-many' */
export async function saveView(executor: Executor, { id: personId }: Person, name: string, query: string) {
  const kept = new URLSearchParams([...new URLSearchParams(query)].filter(([key]) => KEPT.includes(key))).toString()
  const own = eq(savedViews.personId, personId)
  const [have] = await executor.select({ n: count() }).from(savedViews).where(own)
  const [same] = await executor
    .update(savedViews)
    .set({ query: kept })
    .where(and(own, eq(savedViews.name, name)))
    .returning({ id: savedViews.id })
  if (same) return
  if (have!.n >= MOST) throw new PortalError('too-many', `You have ${MOST} views. Delete one first.`)
  await executor
    .insert(savedViews)
    .values({ personId, name, query: kept })
    .onConflictDoUpdate({ target: [savedViews.personId, savedViews.name], set: { query: kept } })
}

/**
 * Renames one of the person's views; a missing one, or another person's, is no error.
 * @throws PortalError 'conflict' if another of their views has the name.
 */
export async function renameView(executor: Executor, { id: personId }: Person, id: string, name: string) {
  try {
    const own = and(eq(savedViews.personId, personId), eq(savedViews.id, id))
    await executor.update(savedViews).set({ name }).where(own)
  } catch (error) {
    const { constraint_name } = ((error as Error).cause ?? {}) as { constraint_name?: string }
    if (constraint_name === 'saved_views_name')
      throw new PortalError('conflict', `You have another view with the name “${name}”.`)
    throw error
  }
}

/** Deletes one of the person's views; a missing one is no error. */
export async function deleteView(executor: Executor, { id: personId }: Person, id: string): Promise<void> {
  await executor.delete(savedViews).where(and(eq(savedViews.personId, personId), eq(savedViews.id, id)))
}
