import type { Executor } from '@/db/client'
import type { Call } from '@/lib/call/call'
import { allCalls, currentOf } from './queries'

/**
 * Which Call a page means: of those that are somebody's, the one that its address names, else the current one, else the
 * newest. None if the address names another, or nothing is theirs.
 */
export async function chosenCall(
  executor: Executor,
  slug: string | undefined,
  isTheirs: (call: Call) => boolean,
): Promise<{ calls: Call[]; call: Call | undefined }> {
  const all = await allCalls(executor)
  const calls = all.filter(isTheirs)
  if (slug) return { calls, call: calls.find((one) => one.slug === slug) }
  const current = currentOf(all.toReversed())
  return { calls, call: calls.find(({ id }) => id === current?.id) ?? calls[0] }
}
