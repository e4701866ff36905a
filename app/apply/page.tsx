import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { start } from '@/lib/applying/application/actions'
import { applicationsOf } from '@/lib/applying/application/queries'
import { StateTag } from '@/lib/applying/application/ui/state-tag'
import { offersToAnswer } from '@/lib/awarding/offer/queries'
import { OfferNotice } from '@/lib/awarding/offer/ui/offer-notice'
import { isOpen } from '@/lib/call/rules'
import { shownToApplicant } from '@/lib/lifecycle/application'
import { requirePerson } from '@/lib/people/session'
import { currentCall } from '@/lib/platform/call-store/queries'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'My application' }

export default async function MyApplications() {
  const person = await requirePerson('/apply')
  const [call, applications, offers] = await Promise.all([
    currentCall(db),
    applicationsOf(db, person),
    offersToAnswer(db, person),
  ])
  const staff = person.roles.length > 0
  const mayStart = !staff && call && !applications.some((application) => application.callId === call.id)
  return (
    <Page title="My application">
      {staff && (
        <Notice title="You are signed in as staff">
          <p>
            Your work as staff is under{' '}
            <Link href="/work" prefetch={false} className="link">
              My work
            </Link>
            . To apply yourself, use an account of your own.
          </p>
        </Notice>
      )}
      {applications.map((application) => (
        <section key={application.id} className="card space-y-2">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2>
              <Link href={`/apply/${application.id}`} prefetch={false} className="link">
                {application.callTitle}
              </Link>
            </h2>
            <StateTag state={shownToApplicant(application)} />
          </div>
          <p className="text-quiet">
            {application.number ?? 'No number yet: you get one when you submit the application.'}
          </p>
          <OfferNotice application={application} answerBy={offers.get(application.id)} />
        </section>
      ))}
      {mayStart &&
        (isOpen(call, new Date()) === 'open' ? (
          <section className="card space-y-3">
            <h2>{call.title}</h2>
            <p>
              You can leave at any time and come back: every answer is saved as you type. The Call closes on{' '}
              <Instant at={call.closesAt} zone={call.definition.timeZone} />.
            </p>
            <ActionForm action={start} label="Start the application" />
          </section>
        ) : (
          <Notice title={call.title}>
            <p>
              The Call is open from <Instant at={call.opensAt} zone={call.definition.timeZone} /> to{' '}
              <Instant at={call.closesAt} zone={call.definition.timeZone} />. Applications can’t be started now.
            </p>
          </Notice>
        ))}
      {!call && applications.length === 0 && <Notice>There is no Call at the moment.</Notice>}
    </Page>
  )
}
