import { and, inArray, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { withoutConflict } from '@/lib/people/readable'
import { notify } from '@/lib/platform/notification/queries'
import { leadersOfCall } from '@/lib/selecting/review/chiefs'

type Load = { accepts: number; most: number; before: number; reason: string; gone: string[] }

/**
 * Tells the chiefs of a Call that a reviewer takes on fewer or more; each chief reads only about applications that they
 * may know of.
 */
export async function tellLoad(tx: Executor, person: Person, call: Call, load: Load): Promise<void> {
  const { accepts, most, before, reason, gone } = load
  const path = `/committee/assignment?${new URLSearchParams({ call: call.slug })}`
  for (const leader of await leadersOfCall(tx, call.id)) {
    if (leader.id === person.id) continue
    const theirs = and(inArray(applications.id, gone), ne(applications.personId, leader.id), withoutConflict(leader))
    const [row] = await tx.select({ back: sql<number>`count(*)::int` }).from(applications).where(theirs)
    const data = {
      leaderName: leader.name,
      reviewerName: person.name,
      callTitle: call.title,
      url: path,
      accepts,
      most,
      before,
      reason,
      back: row!.back,
    }
    await notify(tx, leader, { template: 'review-load', data, path })
  }
}
