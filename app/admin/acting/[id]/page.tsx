import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { db } from '@/db/client'
import { begin } from '@/lib/applying/acting/actions'
import { openActing } from '@/lib/applying/acting/queries'
import { isEditable } from '@/lib/applying/application/editable'
import { callOf, loadApplication } from '@/lib/applying/application/queries'
import { StateTag } from '@/lib/applying/application/ui/state-tag'
import { ConfirmForm } from '@/lib/awarding/offer/ui/confirm-form'
import { ACTING_WAYS, WAY_IN_WORDS } from '@/lib/lifecycle/acting'
import { actsFor } from '@/lib/people/permissions'
import { findPerson } from '@/lib/people/queries'
import { requireRunner } from '@/lib/people/session'
import { PortalError } from '@/lib/shared/errors'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Act for an applicant' }

/** Before an admin acts for an applicant: for whom, why, and what follows. */
export default async function BeginPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const admin = await requireRunner('acting', `/admin/acting/${id}`)
  const application = await loadApplication(db, admin, id, 'act-for').catch(notFoundIfRefused)
  if (actsFor(admin, application)) redirect(`/apply/${id}`)
  const [call, applicant, open] = await Promise.all([
    callOf(db, application),
    findPerson(db, application.personId),
    openActing(db, id),
  ])
  const zone = call.definition.timeZone
  return (
    <Page
      title="Act for an applicant"
      caption={application.number ?? call.title}
      back={{ href: '/admin/acting', label: 'Acting for applicants' }}
    >
      <p className="flex flex-wrap items-center gap-3">
        <strong>
          <bdi>{applicant!.name}</bdi>
        </strong>
        <span className="break-all">{shownAddress(applicant!.email)}</span>
        <StateTag state={application.state} />
      </p>
      {open?.stands ? (
        <Notice tone="warning" title="Somebody acts for this applicant already">
          <p>
            <bdi>{open.by}</bdi>, until <Instant at={open.endsAt} zone={zone} />. It can be ended on the page before.
          </p>
        </Notice>
      ) : isEditable(application) ? (
        <>
          <ul className="list-disc space-y-1 pl-5">
            <li>You may read and fill in the application, add and remove documents, and name and invite referees.</li>
            <li>You cannot submit or withdraw it, or change the account.</li>
            <li>We tell the applicant now and when it ends. They see what you changed, and can end it at any time.</li>
            <li>It ends after an hour, when you sign out, or when you end it.</li>
          </ul>
          <ConfirmForm
            action={begin}
            label="Begin"
            hidden={{ id }}
            fields={[
              {
                name: 'way',
                label: 'How did they ask for it?',
                options: ACTING_WAYS.map((way) => [way, capital(WAY_IN_WORDS[way])]),
              },
              {
                name: 'reason',
                label: 'What do they need help with?',
                hint: 'The applicant reads it. At most 500 characters.',
              },
            ]}
            confirm="The applicant asked for this, and I am sure that it was they"
          />
        </>
      ) : (
        <Notice tone="warning" title="The time to change this application is over">
          <p>Give it a later deadline first.</p>
        </Notice>
      )}
    </Page>
  )
}

const capital = (words: string) => words[0]!.toUpperCase() + words.slice(1)

function notFoundIfRefused(error: unknown): never {
  if (error instanceof PortalError && ['not-found', 'forbidden'].includes(error.code)) notFound()
  throw error
}
