import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { comment, remove } from '../discuss-actions'
import type { Comment } from '../discussion'

type Props = {
  applicationId: string
  personId: string
  comments: Comment[]
  /** The name of a comment's author for the reader. */
  authorOf: (comment: Comment) => ReactNode
  zone: string
  from: 'review' | 'staff'
}

/** The comments, oldest first, and a form to add one. */
export function Discussion({ applicationId, personId, comments, authorOf, zone, from }: Props) {
  const hidden = { application: applicationId, from }
  return (
    <section id="discussion" aria-labelledby="discussion-title" className="max-w-3xl space-y-4">
      <h2 id="discussion-title">Discussion</h2>
      <p className="text-quiet">
        Read by reviewers whose own review is in, and by the chief reviewer. The applicant never sees it.
      </p>
      {comments.length === 0 && <p>Nobody has said anything yet.</p>}
      <ol className="space-y-3">
        {comments.map((entry) => (
          <li key={entry.id} className="card space-y-2" id={`comment-${entry.id}`}>
            <p className="text-sm text-quiet">
              <strong className="text-ink">{entry.personId === personId ? 'You' : authorOf(entry)}</strong>,{' '}
              <Instant at={entry.at} zone={zone} />
            </p>
            {entry.removedAt ? (
              <p className="text-quiet">You removed this comment. Nobody else sees it.</p>
            ) : (
              <p dir="auto" className="whitespace-pre-wrap [unicode-bidi:plaintext]">
                {entry.text}
              </p>
            )}
            {entry.personId === personId && (
              <ActionForm action={remove} look="quiet" label={entry.removedAt ? 'Put it back' : 'Remove my comment'}>
                <Hidden values={{ ...hidden, comment: entry.id, removed: entry.removedAt ? 'no' : 'yes' }} />
              </ActionForm>
            )}
          </li>
        ))}
      </ol>
      <div className="card">
        <FieldsForm
          // After a comment the form is a new one.
          key={comments.at(-1)?.id ?? 'first'}
          action={comment}
          submit="Add the comment"
          prefix="say-"
          hidden={{ ...hidden, comment: randomUUID() }}
          fields={[{ name: 'text', label: 'Your comment', type: 'textarea', autoComplete: 'off' }]}
        />
      </div>
    </section>
  )
}

function Hidden({ values }: { values: Record<string, string> }) {
  return Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}
