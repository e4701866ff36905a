import type { Metadata } from 'next'
import Link from 'next/link'
import { reads } from '@/db/client'
import { viewAsStaff } from '@/lib/applying/application/staff-view'
import { PeopleAsked } from '@/lib/applying/application/ui/people-asked'
import { StaffHeader } from '@/lib/applying/application/ui/staff-header'
import { StaffTimeline } from '@/lib/applying/application/ui/staff-timeline'
import { SummaryCard } from '@/lib/applying/application/ui/summary-list'
import { BesideDocuments, FileLink, firstOpen } from '@/lib/applying/application/ui/viewer'
import { can } from '@/lib/people/permissions'
import { decisionsOf } from '@/lib/selecting/eligibility/queries'
import { Decisions } from '@/lib/selecting/eligibility/ui/decision-card'
import { Duplicates } from '@/lib/selecting/eligibility/ui/duplicates'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'

type Props = { params: Promise<{ id: string }> }

const pathOf = (id: string) => `/applications/${id}`

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  return { title: (await viewAsStaff(id, pathOf(id))).application.number ?? 'Application' }
}

/** The last submission of an application, for staff. */
export default async function ApplicationOverview({ params }: Props) {
  const { id } = await params
  const view = await viewAsStaff(id, pathOf(id))
  const { person, application, call, applicant, sections, documents, held } = view
  const checks = can(person, 'check', application)
  return (
    <Page
      title={<bdi>{applicant.name}</bdi>}
      caption={application.number}
      back={{ href: '/applications', label: 'Applications' }}
      width="wide"
    >
      <StaffHeader view={view} />
      <Duplicates view={view} />
      <p className="flex flex-wrap items-center gap-x-5 gap-y-2">
        {checks && (
          <ButtonLink href={`${pathOf(id)}/check`} look={application.state === 'submitted' ? 'primary' : 'secondary'}>
            {application.state === 'submitted' ? 'Check eligibility' : 'See the eligibility check'}
          </ButtonLink>
        )}
        <a className="link" href={`/api/applications/${id}/dossier`}>
          Download everything as one PDF
        </a>
        {can(person, 'act-for', application) && (
          <Link className="link" prefetch={false} href={`/admin/acting/${id}`}>
            Act for this applicant
          </Link>
        )}
      </p>
      <DecisionsOn id={id} zone={call.definition.timeZone} />
      <BesideDocuments first={firstOpen(documents, held)}>
        <section className="card space-y-3" aria-labelledby="documents">
          <h2 id="documents">Documents</h2>
          {documents.length === 0 && <p className="text-quiet">No document was handed in.</p>}
          <ul className="divide-y divide-line">
            {documents.map((file) => (
              <li key={file.id} className="py-2">
                <span className="text-quiet">{file.label}: </span>
                <FileLink file={file} held={held} />
              </li>
            ))}
          </ul>
        </section>
        <PeopleAsked view={view} />
        {sections.map((section) => (
          <SummaryCard key={section.key} section={section} />
        ))}
      </BesideDocuments>
      <StaffTimeline view={view} />
    </Page>
  )
}

/** It reads beside the other parts of the page. */
const DecisionsOn = async ({ id, zone }: { id: string; zone: string }) => (
  <Decisions decisions={await decisionsOf(reads, id)} zone={zone} />
)
