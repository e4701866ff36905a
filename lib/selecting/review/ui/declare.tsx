import { ActionForm } from '@/lib/shared/ui/action-form'
import { ButtonLink } from '@/lib/shared/ui/button'
import { declareNoConflict } from '../actions'
import type { ReviewView } from '../view'

/** What a reviewer sees before they declare whether they have a conflict of interest: nothing personal. */
export async function Declare({ view }: { view: ReviewView }) {
  const { application } = view
  const { title, track, programme, institution } = await view.outline()
  const rows = [
    ['Scholarship', track],
    ['Discipline', programme],
    ['Host institution', institution],
    ['Title of the proposal', title],
  ]
  return (
    <>
      <dl className="card divide-y divide-line py-1">
        {rows.map(
          ([label, value]) =>
            value && (
              <div key={label} className="py-2 sm:grid sm:grid-cols-[2fr_3fr] sm:gap-4">
                <dt className="text-quiet">{label}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ),
        )}
      </dl>
      <section aria-labelledby="conflict-question" className="card space-y-4">
        <h2 id="conflict-question">Do you have a conflict of interest?</h2>
        <ConflictDefinition definition={view.definition} />
        <p>
          You may only find out once you read the application. Then say so at once, by the link that stays on its page.
        </p>
        <div className="flex flex-wrap items-start gap-3">
          <ActionForm action={declareNoConflict} label="I have no conflict of interest: open the application">
            <input type="hidden" name="application" value={application.id} />
          </ActionForm>
          <ButtonLink look="secondary" href={`/review/${application.id}/conflict`}>
            I have one
          </ButtonLink>
        </div>
        <p>
          <ButtonLink look="quiet" href={`/review/${application.id}/decline`}>
            I cannot review this one for another reason
          </ButtonLink>
        </p>
      </section>
    </>
  )
}

export function ConflictDefinition({ definition }: Pick<ReviewView, 'definition'>) {
  const { conflictOfInterest } = definition.review
  if (conflictOfInterest.length === 0) return null
  return (
    <div>
      <p>You have one if you</p>
      <ul className="list-disc pl-5">
        {conflictOfInterest.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  )
}
