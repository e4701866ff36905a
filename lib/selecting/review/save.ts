import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { applications, assignments, reviews } from '@/db/schema'
import type { Answers } from '@/lib/form/definition'
import { type SaveRequest, type SaveResult, settle } from '@/lib/form/save-request'
import { storedSchema } from '@/lib/form/schema'
import type { Person } from '@/lib/people/actor'
import { PortalError } from '@/lib/shared/errors'
import { isOpenForReview, loadReviewing, type Reviewing } from './load'
import { reviewSection } from './section'

/**
 * Saves a review as typed, if nobody has saved since the version that it is based on. Safe to repeat.
 * @throws PortalError 'invalid' (too long), 'not-found', 'closed' (no longer under review, or submitted).
 */
export async function saveReview(
  db: Database,
  person: Person,
  applicationId: string,
  request: SaveRequest,
): Promise<SaveResult> {
  const reviewing = await loadReviewing(db, person, applicationId, 'review')
  requireOpen(reviewing)
  const section = reviewSection(reviewing.call.definition, reviewing.application.track!)
  const answers = storedSchema(section).safeParse(request.answers)
  if (!answers.success)
    throw new PortalError('invalid', answers.error.issues[0]?.message ?? 'These answers cannot be saved.')
  const saved = await write(db, reviewing.assignment.id, answers.data, request)
  if (saved) return saved
  const now = await loadReviewing(db, person, applicationId, 'review')
  requireOpen(now)
  return settle(now.review!, answers.data)
}

/** @throws PortalError 'closed' if the review cannot be changed, or no longer. */
export function requireOpen({ application, review }: Pick<Reviewing, 'application' | 'review'>): void {
  if (review?.submittedAt)
    throw new PortalError(
      'closed',
      'Your review is in, and you can no longer change it. The chief reviewer can reopen it.',
    )
  if (!isOpenForReview({ application } as Reviewing))
    throw new PortalError('closed', 'The review of this application has ended. The portal keeps what you saved before.')
}

/**
 * One statement. A share lock on the assignment prevents writing to one that ends at the same moment; the version
 * detects another page's save; writer and seq let a page's own repeat pass.
 */
async function write(db: Database, assignmentId: string, answers: Answers, { version, writer, seq }: SaveRequest) {
  const rows = await db.execute<{ version: number; saved_at: string }>(sql`
    with mine as (
      select ${assignments.id} from ${assignments}
        join ${applications} on ${eq(applications.id, assignments.applicationId)}
      where ${assignments.id} = ${assignmentId} and ${assignments.endedAt} is null
        and ${assignments.clearedAt} is not null and ${applications.state} = 'under-review'
      for share of ${assignments}
    )
    insert into ${reviews} as r (assignment_id, answers, version, writer, seq)
    select id, ${JSON.stringify(answers)}::jsonb, 1, ${writer}, ${seq} from mine
    on conflict (assignment_id) do update
      set answers = excluded.answers, version = r.version + 1, writer = excluded.writer, seq = excluded.seq, saved_at = now()
      where r.submitted_at is null and (r.version = ${version} or (r.writer = excluded.writer and r.seq < excluded.seq))
    returning version, saved_at`)
  const row = rows[0]
  return row ? { outcome: 'saved' as const, version: row.version, savedAt: new Date(row.saved_at) } : null
}
