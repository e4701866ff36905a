import type { Metadata } from 'next'
import { db } from '@/db/client'
import { OtherCalls } from '@/lib/call/ui/other-calls'
import { canConfigure } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { approve, stop } from '@/lib/running/retention/actions'
import { dryRun } from '@/lib/running/retention/by-time'
import { noticeIn, type PageProps } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Retention' }

const NOTICES: Record<string, string> = {
  approved: 'Approved. The portal erases the data that is due in the next night, and from then on every night.',
  stopped: 'Stopped. The portal erases nothing of this Call until an admin approves it again.',
}

export default async function RetentionPage({ searchParams }: PageProps) {
  const admin = await requireRunner('retention', '/admin/retention')
  const search = await searchParams
  const { call, calls } = await loadTheirCall(search, ({ id }) => canConfigure(admin, id))
  const { timeZone: zone } = call.definition
  const notice = noticeIn(search, NOTICES)
  const { from, since, due, kept, open, erased } = await dryRun(db, admin, call)
  return (
    <Page title="Retention" caption={call.title}>
      {notice && (
        <Notice tone="good" live>
          <p>{notice}</p>
        </Notice>
      )}
      <p>
        The portal erases personal data when its time is over: answers, documents, letters, names, mails and notes.
        Numbers, states, countries, tracks and institutions stay for statistics. The record of events stays whole.
      </p>
      <dl className="card divide-y divide-line py-1">
        <Row label="Unsuccessful applications are erased from">
          <Instant at={from.unsuccessful} zone={zone} />
        </Row>
        <Row label="Awarded ones from">
          <Instant at={from.awarded} zone={zone} />
        </Row>
        <Row label="The next run would erase">
          <strong>{count(due, 'application')}</strong>
        </Row>
        <Row label="Kept for now">{count(kept, 'application')}</Row>
        <Row label="Not decided on, so kept">{count(open, 'application')}</Row>
        <Row label="Erased already">{count(erased, 'application')}</Row>
      </dl>
      <p className="text-sm text-quiet">
        These numbers leave out your own application and those with which you have a conflict of interest. You edit the
        periods at “Calls”, “Dates and periods”.
      </p>
      {since ? (
        <section className="space-y-4">
          <p>
            Erasure was approved on <Instant at={since} zone={zone} />. It runs every night.
          </p>
          <ActionForm action={stop} label="Stop erasing" look="secondary">
            <input type="hidden" name="call" value={call.slug} />
          </ActionForm>
        </section>
      ) : (
        <section className="space-y-4">
          <h2>Approve</h2>
          <p>The portal erases nothing of this Call before you approve it.</p>
          <ActionForm action={approve} label="Approve the erasure" look="danger">
            <input type="hidden" name="call" value={call.slug} />
            <label className="flex min-h-11 items-center gap-3">
              <input type="checkbox" name="confirmed" value="yes" className="size-5 accent-brand-700" />
              The portal may erase the data that is due every night. Nobody can bring it back
            </label>
          </ActionForm>
        </section>
      )}
      <OtherCalls calls={calls} present={call.slug} path="/admin/retention" />
    </Page>
  )
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-x-6 py-2 sm:grid-cols-2">
      <dt className="font-semibold">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
