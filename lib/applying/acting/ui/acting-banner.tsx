import type { ApplicationView } from '@/lib/applying/application/applicant-view'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'

/** Shown on each page of an application while an admin acts for its applicant, to both. */
export function ActingBanner({ view }: { view: ApplicationView }) {
  const { acting, application, applicant, call, helping } = view
  if (!acting) return null
  const until = <Instant at={acting.endsAt} zone={call.definition.timeZone} />
  const link = (label: string) => (
    <a className="link" href={`/apply/${application.id}/help`}>
      {label}
    </a>
  )
  return helping ? (
    <Notice tone="warning">
      <p>
        <strong>
          You act for <bdi>{applicant.name}</bdi>
        </strong>{' '}
        until {until}. All that you change is recorded under your name. {link('End now')}
      </p>
    </Notice>
  ) : (
    <Notice>
      <p>
        <strong>
          <bdi>{acting.by}</bdi> ({call.definition.funder}) is helping with your application
        </strong>{' '}
        until {until}. {link('See why, or end it')}
      </p>
    </Notice>
  )
}
