import { ActionForm } from '@/lib/shared/ui/action-form'
import { Tag, type Tone } from '@/lib/shared/ui/tag'
import { end } from '../actions'
import type { HandRow } from '../manual-assignment-view'

/** The present and past reviewers of an application, with forms to remove them. */
export function Chosen({ applicationId, rows }: { applicationId: string; rows: HandRow[] }) {
  return (
    <section aria-labelledby="chosen" className="space-y-3">
      <h2 id="chosen">Reviewers of this application</h2>
      {rows.length === 0 && <p>Nobody yet.</p>}
      {rows.length > 0 && (
        <ul className="divide-y divide-line rounded-xl border border-line bg-white">
          {rows.map((row) => {
            const [words, tone] = standing(row)
            const { id, endedAt } = row.assignment
            return (
              <li key={id} className="space-y-2 px-4 py-3">
                <div className="flex flex-wrap justify-between gap-2">
                  <bdi className="font-semibold">{row.name}</bdi>
                  <Tag tone={tone}>{words}</Tag>
                </div>
                {!endedAt && (
                  <div className="flex flex-wrap gap-x-6">
                    {!row.submittedAt && (
                      <EndForm applicationId={applicationId} id={id} why="removed" label={`Take off ${row.name}`} />
                    )}
                    <details className="open:basis-full">
                      <summary className="py-2 text-brand-800 underline underline-offset-4">
                        Record a conflict of interest<span className="sr-only"> of {row.name}</span>
                      </summary>
                      <p className="mb-2">
                        <bdi>{row.name}</bdi> then sees nothing more of the application
                        {row.submittedAt && ', and the review no longer counts'}. It can be taken back under “Reviews”.
                      </p>
                      <EndForm
                        applicationId={applicationId}
                        id={id}
                        why="conflict"
                        look="danger"
                        label={`Record it and take ${row.name} off`}
                      />
                    </details>
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

type EndProps = { applicationId: string; id: string; why: string; label: string; look?: 'quiet' | 'danger' }

function EndForm({ applicationId, id, why, label, look = 'quiet' }: EndProps) {
  return (
    <ActionForm action={end} look={look} label={label}>
      {Object.entries({ application: applicationId, assignment: id, why }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </ActionForm>
  )
}

function standing({ assignment, begun, submittedAt }: HandRow): [string, Tone] {
  if (assignment.endReason === 'conflict') return ['Conflict of interest', 'red']
  if (assignment.endReason === 'declined') return ['Declined', 'red']
  if (assignment.endReason === 'removed') return ['Taken off', 'grey']
  if (submittedAt) return ['Review is in', 'green']
  if (!assignment.releasedAt) return ['Not told yet', 'grey']
  if (!assignment.clearedAt) return ['Conflict not declared yet', 'grey']
  return begun ? ['Begun', 'yellow'] : ['Not begun', 'blue']
}
