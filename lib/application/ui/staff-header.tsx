import { Instant } from '@/lib/ui/instant'
import type { StaffView } from '../staff-view'
import { StateTag } from './state-tag'

/** Whose application it is, what for, and how it stands. */
export function StaffHeader({ view }: { view: StaffView }) {
  const { application, applicant, submission, call, track, institution } = view
  const zone = call.definition.timeZone
  const facts: [label: string, value: React.ReactNode][] = [
    ['Applicant', <bdi key="name">{applicant.name}</bdi>],
    ['Number', application.number],
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
    <div className="card space-y-3">
      <StateTag state={application.state} />
      {application.state === 'returned' && application.correctBy && (
        <p>
          The applicant can correct it until <Instant at={application.correctBy} zone={zone} />. Until it is submitted
          again you see what was submitted before.
        </p>
      )}
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
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

function ordinal(n: number): string {
  const ends: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }
  return `${n}${ends[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)]}`
}
