import type { Metadata } from 'next'
import { reads } from '@/db/client'
import { viewAsStaff } from '@/lib/applying/application/staff-view'
import { ApplicationName, StaffHeader } from '@/lib/applying/application/ui/staff-header'
import { lastOffer } from '@/lib/awarding/offer/queries'
import { ConditionForm } from '@/lib/awarding/offer/ui/condition-form'
import { Deferral } from '@/lib/awarding/offer/ui/deferral'
import { Enrolment } from '@/lib/awarding/offer/ui/enrolment'
import { OfferFacts } from '@/lib/awarding/offer/ui/offer-facts'
import { Revocation } from '@/lib/awarding/offer/ui/revocation'
import { StaffConditions } from '@/lib/awarding/offer/ui/staff-conditions'
import { can } from '@/lib/people/permissions'
import { noticeIn, type PageProps } from '@/lib/shared/address'
import { zoneName } from '@/lib/shared/format/format'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Offer' }

type Props = PageProps & { params: Promise<{ id: string }> }

const DONE: Record<string, string> = {
  marked: 'The condition was marked.',
  added: 'The condition was added.',
  enrolled: 'The enrolment is confirmed, and we have told the student.',
  deferred: 'The place was moved, and we have told the applicant.',
  revoked: 'The offer is revoked, and we have told the applicant.',
  proposed: 'You proposed to revoke the offer. Another admin has to confirm it.',
  dropped: 'The offer stands.',
}

/** The offer on an application for its officers and admins: its conditions, and the enrolment. */
export default async function StaffOfferPage({ params, searchParams }: Props) {
  const { id } = await params
  const view = await viewAsStaff(id, `/applications/${id}/offer`, 'enrol')
  const { person, application, call } = view
  const zone = call.definition.timeZone
  const offer = await lastOffer(reads, id)
  const notice = noticeIn(await searchParams, DONE)
  const decides = can(person, 'decide', application)
  return (
    <Page
      title="Offer"
      caption={<ApplicationName view={view} />}
      back={{ href: '/applications/to-enrol', label: 'Students to enrol' }}
    >
      {notice && (
        <Notice tone="good" live>
          {notice}
        </Notice>
      )}
      <StaffHeader view={view} />
      {offer ? (
        <>
          <OfferFacts view={view} offer={offer} />
          <StaffConditions application={application} offer={offer} zone={zone} />
          {decides && offer.state === 'made' && (
            <section className="card space-y-4" aria-labelledby="add">
              <h2 id="add">Add a condition</h2>
              <ConditionForm id={id} zone={zoneName(zone)} released={application.resultsReleasedAt !== null} />
            </section>
          )}
          <Enrolment application={application} offer={offer} />
          {decides && <Deferral person={person} application={application} call={call} offer={offer} />}
          {decides && <Revocation view={view} />}
        </>
      ) : (
        <p className="card">No place was offered on this application.</p>
      )}
    </Page>
  )
}
