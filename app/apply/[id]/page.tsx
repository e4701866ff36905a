import type { Metadata } from 'next'
import { ActingBanner } from '@/lib/applying/acting/ui/acting-banner'
import { reopen } from '@/lib/applying/application/actions'
import { unsentOf, viewApplication } from '@/lib/applying/application/applicant-view'
import { ReadingLinks } from '@/lib/applying/application/ui/reading-links'
import { RulesAgainst } from '@/lib/applying/application/ui/rules-against'
import { StateTag } from '@/lib/applying/application/ui/state-tag'
import { TaskList } from '@/lib/applying/application/ui/task-list'
import { Timeline } from '@/lib/applying/application/ui/timeline'
import { Letters } from '@/lib/applying/reference/ui/letters'
import { Result } from '@/lib/awarding/offer/ui/result'
import { isOpen } from '@/lib/call/rules'
import { answersSetAside } from '@/lib/form/rules'
import { Unsent } from '@/lib/form/ui/unsent'
import { shownToApplicant } from '@/lib/lifecycle/application'
import { allows } from '@/lib/lifecycle/transitions'
import { ToldOfCheck } from '@/lib/selecting/eligibility/ui/to-correct'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Application' }

export default async function ApplicationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const view = await viewApplication(id, `/apply/${id}`)
  const { application, call, editable, helping } = view
  const progress = editable ? await view.progress() : []
  const zone = call.definition.timeZone
  // Both lists of sections are the same object, which travels once.
  const unsent = unsentOf(view)
  const aside = editable ? answersSetAside(call.definition.sections, view.answers, view.facts) : []
  const returned = application.state === 'returned'
  const shown = shownToApplicant(application)
  const canReopen = allows('reopen', application.state) && isOpen(call, new Date()) === 'open'
  return (
    <Page
      title={call.title}
      caption={application.number}
      back={
        helping
          ? { href: '/admin/acting', label: 'Acting for applicants' }
          : { href: '/apply', label: 'My application' }
      }
    >
      <ActingBanner view={view} />
      <div className="flex flex-wrap items-center gap-3">
        <StateTag state={shown} />
        {editable && (
          <span>
            Submit by <Instant at={returned ? application.correctBy! : call.closesAt} zone={zone} />
          </span>
        )}
      </div>
      <Result view={view} />
      <ToldOfCheck application={application} editable={editable} zone={zone} />
      {application.state === 'draft' && !editable && (
        <Notice
          tone="warning"
          title={isOpen(call, new Date()) === 'before' ? 'The Call has not opened yet' : 'The Call has closed'}
        >
          <p>
            It was open until <Instant at={call.closesAt} zone={zone} />. This draft was not submitted. Your answers and
            documents are kept as they were saved.
          </p>
        </Notice>
      )}
      {aside.length > 0 && (
        <Notice tone="warning" title="Some answers do not apply to your present choice">
          <p>They are kept in case you change back, and are not submitted:</p>
          <ul className="list-disc pl-5">
            {aside.map(({ section, field }) => (
              <li key={`${section.key}.${field.key}`}>
                {section.title}: {field.label}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {editable && application.number && !returned && (
        <Notice tone="warning" title="Reopened, and not submitted again yet">
          <p>It counts only once you submit it again, before the Call closes.</p>
        </Notice>
      )}
      <RulesAgainst definition={call.definition} facts={editable ? view.facts : null} />
      <Unsent {...unsent} />
      {editable && (
        <TaskList
          pages={unsent.pages}
          sections={unsent.sections}
          states={progress.map(({ state }) => state)}
          helping={helping}
        />
      )}
      {!editable && <ReadingLinks id={id} />}
      {canReopen && (
        <section className="card space-y-3">
          <h2>Changed your mind?</h2>
          <p>The Call is still open: you can reopen this application, change it, and submit it again.</p>
          <ActionForm action={reopen} label="Reopen the application" look="secondary">
            <input type="hidden" name="id" value={id} />
          </ActionForm>
        </section>
      )}
      {!editable && <Letters view={view} />}
      <Timeline application={application} zone={zone} helping={helping} />
      {editable && !helping && (
        <p>
          <a className="link" href={`/apply/${id}/help`}>
            Help with this application
          </a>
        </p>
      )}
      {!helping && allows('withdraw', application.state) && shown !== 'not-awarded' && application.number && (
        <p>
          <a className="link" href={`/apply/${id}/withdraw`}>
            Withdraw this application
          </a>
        </p>
      )}
    </Page>
  )
}
