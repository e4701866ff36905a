import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { viewApplication } from '@/lib/applying/application/applicant-view'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Instant } from '@/lib/shared/ui/instant'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Application submitted' }

export default async function SubmittedPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { application, call, person } = await viewApplication(id, `/apply/${id}/submitted`)
  if (application.state !== 'submitted' || !application.submittedAt) redirect(`/apply/${id}`)
  return (
    <Page title="Application submitted">
      <div className="rounded-xl bg-good p-6 text-center text-white">
        <p>Application number</p>
        <p className="text-2xl font-bold">{application.number}</p>
      </div>
      <p>
        Received on <Instant at={application.submittedAt} zone={call.definition.timeZone} />. A confirmation is on its
        way to <strong>{shownAddress(person.email)}</strong>.
      </p>
      <h2>What happens next</h2>
      <ol className="list-decimal space-y-2 pl-5">
        <li>The institution that you chose checks whether the application meets the Call’s rules.</li>
        <li>Reviewers score it, and the institution nominates its candidates.</li>
        <li>ANSO decides, and tells you by e-mail and on the application’s page.</li>
      </ol>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={`/apply/${id}`}>Follow your application</ButtonLink>
        <a className="link self-center" href={`/api/applications/${id}/pdf`}>
          Download the answers as PDF
        </a>
        <a className="link self-center" href={`/api/applications/${id}/dossier`}>
          Download everything as one PDF
        </a>
      </div>
    </Page>
  )
}
