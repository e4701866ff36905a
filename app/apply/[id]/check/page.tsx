import type { Metadata } from 'next'
import { ActingBanner } from '@/lib/applying/acting/ui/acting-banner'
import { submit } from '@/lib/applying/application/actions'
import { unsentOf, viewApplication } from '@/lib/applying/application/applicant-view'
import { blockingRules } from '@/lib/applying/application/rules-against'
import { shownAnswers } from '@/lib/applying/application/shown-answers'
import { DocumentsSummary } from '@/lib/applying/application/ui/documents-summary'
import { RulesAgainst } from '@/lib/applying/application/ui/rules-against'
import { SummaryCard } from '@/lib/applying/application/ui/summary-list'
import { Unsent } from '@/lib/form/ui/unsent'
import { ToldOfCheck } from '@/lib/selecting/eligibility/ui/to-correct'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Check your answers' }

export default async function CheckPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const view = await viewApplication(id, `/apply/${id}/check`)
  const { editable, call, facts } = view
  const progress = await view.progress()
  const shown = await shownAnswers(view)
  const unfinished = editable ? progress.filter((entry) => entry.state !== 'complete') : []
  const against = editable ? blockingRules(call.definition, facts) : []
  const documentsSection = progress.find((entry) => entry.section.kind === 'documents')
  return (
    <Page
      title={editable ? 'Check your answers' : 'Your answers'}
      caption={view.application.number ?? call.title}
      back={{ href: `/apply/${id}`, label: 'Application' }}
    >
      <ActingBanner view={view} />
      {editable && <ToldOfCheck application={view.application} editable={editable} zone={call.definition.timeZone} />}
      <ErrorSummary
        title="Not ready to be submitted yet"
        problems={unfinished.map(({ section, state }) => ({
          id: `/apply/${id}/${section.key}?check=1`,
          message: `${section.title}: ${state === 'not-started' ? 'not started' : 'not complete'}`,
        }))}
      />
      <RulesAgainst definition={call.definition} facts={editable ? facts : null} />
      {shown.sections.map((section) => (
        <SummaryCard
          key={section.key}
          section={section}
          change={editable ? `/apply/${id}/${section.key}` : undefined}
          problems={
            editable ? Object.keys(progress.find((entry) => entry.section.key === section.key)?.errors ?? {}).length : 0
          }
        />
      ))}
      <DocumentsSummary
        documents={shown.documents}
        change={editable && documentsSection ? `/apply/${id}/${documentsSection.section.key}` : undefined}
      />
      <p>
        <a className="link" href={`/api/applications/${id}/pdf`}>
          Download the answers as PDF
        </a>
      </p>
      {view.helping && (
        <Notice title="Only the applicant can submit">
          <p>Once everything is complete, tell them to check the answers and to submit the application themselves.</p>
        </Notice>
      )}
      {editable && !view.helping && unfinished.length === 0 && against.length === 0 && (
        <section className="card space-y-3">
          <h2>{view.application.state === 'returned' ? 'Submit it again' : 'Submit your application'}</h2>
          <p>
            After this you can’t change your answers or documents. You can withdraw the application at any time, and
            reopen it as long as the Call is open. Referees and the supervisor can still answer afterwards, and you can
            still replace them. We now invite those whom you have not invited yet.
          </p>
          <Unsent {...unsentOf(view)}>
            <ActionForm action={submit} label="Submit the application">
              <input type="hidden" name="id" value={id} />
            </ActionForm>
          </Unsent>
        </section>
      )}
    </Page>
  )
}
