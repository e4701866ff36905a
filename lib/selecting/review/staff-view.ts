import { cache } from 'react'
import { db } from '@/db/client'
import { callOf, loadApplication, noSuchApplication } from '@/lib/applying/application/queries'
import { can } from '@/lib/people/permissions'
import { requirePerson } from '@/lib/people/session'
import { countedReviews, reviewersOf } from './assigned-reviewers'
import { commentsOf } from './discussion'
import { notFoundIfSo } from './view'

/**
 * The reviews of an application for staff: an officer reads the submitted ones; the chief also sees who wrote them, the
 * progress of the others, and the discussion. Redirects to sign-in or answers 'not found' where needed.
 */
export const viewReviews = cache(async (id: string) => {
  const person = await requirePerson(`/applications/${id}/reviews`)
  const application = await loadApplication(db, person, id, 'read-reviews').catch(notFoundIfSo)
  // A reviewer whose own review is in reads the others on their own review's page.
  if (!can(person, 'read-letters', application)) notFoundIfSo(noSuchApplication())
  const leads = can(person, 'reopen-review', application)
  const [call, rows, comments] = await Promise.all([
    callOf(db, application),
    reviewersOf(db, id),
    leads ? commentsOf(db, person, id) : [],
  ])
  return { person, application, call, leads, rows: leads ? rows : [], counted: countedReviews(rows), comments }
})
