import { ActionForm } from '@/lib/shared/ui/action-form'
import { Tag, type Tone } from '@/lib/shared/ui/tag'
import type { ReviewerRow } from '../assigned-reviewers'
import { withdraw } from '../discuss-actions'

/** The reviewers and their progress, for the chief reviewer. */
export function Reviewers({ applicationId, rows }: { applicationId: string; rows: ReviewerRow[] }) {
  return (
    <section aria-labelledby="reviewers" className="space-y-3">
      <h2 id="reviewers">Reviewers</h2>
      {rows.length === 0 && <p>Nobody was asked yet.</p>}
      <ul className="divide-y divide-line rounded-xl border border-line bg-white">
        {rows.map((row) => {
          const [words, tone] = standing(row)
          return (
            <li key={row.assignment.id} className="space-y-1 px-4 py-3">
              <div className="flex flex-wrap justify-between gap-2">
                <p>
                  Reviewer {row.letter}: <bdi className="font-semibold">{row.person.name}</bdi>
                </p>
                <Tag tone={tone}>{words}</Tag>
              </div>
              {row.assignment.origin === 'disagreement' && (
                <p className="text-sm text-quiet">Asked because two reviewers differ.</p>
              )}
              {row.assignment.endReason === 'conflict' && (
                <>
                  {row.conflict && (
                    <p dir="auto" className="text-sm whitespace-pre-wrap text-quiet">
                      {row.conflict}
                    </p>
                  )}
                  <ActionForm
                    action={withdraw}
                    look="quiet"
                    label={`It was a mistake: take the conflict of Reviewer ${row.letter} back`}
                  >
                    <input type="hidden" name="application" value={applicationId} />
                    <input type="hidden" name="person" value={row.person.id} />
                  </ActionForm>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function standing({ assignment, review }: ReviewerRow): [string, Tone] {
  switch (assignment.endReason) {
    case 'conflict':
      return ['Conflict of interest', 'red']
    case 'declined':
      return ['Declined', 'red']
    case 'removed':
      return ['Removed', 'grey']
  }
  if (review?.submittedAt) return ['Review is in', 'green']
  if (!assignment.clearedAt) return ['Conflict not declared yet', 'grey']
  return review ? ['Begun', 'yellow'] : ['Not begun', 'blue']
}
