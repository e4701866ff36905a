import { ordinal } from '@/lib/shared/format/format'
import { Instant } from '@/lib/shared/ui/instant'
import type { StaffView } from '../staff-view'
import { StateTag } from './state-tag'

/** The application's target and state. The page's title or caption names the applicant, see `ApplicationName`. */
export function StaffHeader({ view }: { view: StaffView }) {
  const { application, submission, call, track, institution } = view
  const zone = call.definition.timeZone
  const facts: [label: string, value: React.ReactNode][] = [
    ['State', <StateTag key="state" state={application.state} />],
    ['Scholarship', track],
    ['Host institution', institution],
    [
      'Submitted',
      <span key="at">
        <Instant at={submission.submittedAt} zone={zone} />
        {submission.attempt > 1 && `, for the ${ordinal(submission.attempt)} time`}
      </span>,
    ],
  ]
  return (
    <div className="card space-y-3 py-4">
      {application.state === 'returned' && application.correctBy && (
        <p>
          The applicant can correct it until <Instant at={application.correctBy} zone={zone} />. Until it is submitted
          again you see what was submitted before.
        </p>
      )}
      <dl className="flex flex-wrap gap-x-10 gap-y-2">
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt className="text-sm text-quiet">{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  )
}

/** The applicant's name on a page. */
export const ApplicationName = ({ view: { application, applicant } }: { view: StaffView }) => (
  <>
    {application.number}, <bdi>{applicant.name}</bdi>
  </>
)
