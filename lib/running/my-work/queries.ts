import type { Executor } from '@/db/client'
import type { SignedIn } from '@/lib/people/actor'
import { allCalls } from '@/lib/platform/call-store/queries'
import { count } from '@/lib/shared/format/format'
import { adminWork } from './admin'
import { applicantWork } from './applicant'
import { chiefWork } from './chief'
import { decisionWork } from './decisions'
import { byUrgency, type WorkItem } from './item'
import { officerWork } from './officer'
import { reviewerWork } from './reviewer'

/**
 * Everything that waits for a person, over Calls and roles, most urgent first. Each part counts only what they may
 * read.
 */
export async function workOf(executor: Executor, person: SignedIn, now = new Date()): Promise<WorkItem[]> {
  const calls = await allCalls(executor)
  const parts = await Promise.all([
    applicantWork(executor, person, calls, now),
    reviewerWork(executor, person, calls),
    officerWork(executor, person, calls, now),
    chiefWork(executor, person, calls, now),
    adminWork(executor, person, calls, now),
    decisionWork(executor, person, calls),
  ])
  return byUrgency([...parts.flat(), ...notifications(person)])
}

function notifications({ unread }: SignedIn): WorkItem[] {
  if (unread === 0) return []
  const title = count(unread, 'notification that you have not read', 'notifications that you have not read')
  return [{ key: 'notifications', as: 'You', title, due: null, zone: 'UTC', href: '/notifications' }]
}
