import type { Application } from '@/lib/applying/application/queries'
import { Notice } from '@/lib/shared/ui/notice'
import { confirmEnrolment } from '../actions'
import type { Offer } from '../queries'
import { openConditions } from '../rules'
import { ConfirmForm } from './confirm-form'

/** Confirms the student's arrival, or says what prevents it. */
export function Enrolment({ application, offer }: { application: Application; offer: Offer }) {
  if (application.state === 'enrolled') return <Notice tone="good" title="The student is enrolled" />
  if (application.state !== 'accepted') return null
  const open = openConditions(offer.conditions)
  return (
    <section className="card space-y-4" aria-labelledby="enrol">
      <h2 id="enrol">Confirm the enrolment</h2>
      {open.length > 0 ? (
        <>
          <p>You can confirm the enrolment when every condition is met. These are not met yet:</p>
          <ul className="list-disc space-y-1 pl-5">
            {open.map(({ id, text }) => (
              <li key={id} dir="auto" className="break-words">
                {text}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>The student gets an e-mail. You cannot undo this.</p>
          <ConfirmForm
            action={confirmEnrolment}
            label="Confirm the enrolment"
            hidden={{ id: application.id }}
            prefix="enrol-"
            confirm="Yes, the student has arrived and is enrolled here"
          />
        </>
      )}
    </section>
  )
}
