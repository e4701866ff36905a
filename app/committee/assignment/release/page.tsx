import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { canLead } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { discardAll, releaseAll } from '@/lib/selecting/assignment/actions'
import { hiddenOf } from '@/lib/selecting/assignment/release'
import { lastRelease } from '@/lib/selecting/assignment/releases'
import { FigureTable } from '@/lib/selecting/assignment/ui/table'
import type { PageProps } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Release the assignments' }

export default async function ReleasePage({ searchParams }: PageProps) {
  const person = await requireRunner('committee', '/committee/assignment/release')
  const { call } = await loadTheirCall(await searchParams, ({ id }) => canLead(person, id))
  const hidden = await hiddenOf(db, person, call)
  const total = hidden.reduce((sum, one) => sum + one.count, 0)
  const back = {
    href: `/committee/assignment?${new URLSearchParams({ call: call.slug })}`,
    label: 'Assignment of reviewers',
  }
  if ((await lastRelease(db, person, call))?.isDone === false) redirect(back.href)
  if (total === 0)
    return (
      <Page title="Release the assignments" caption={call.title} back={back}>
        <p>Nothing waits to be released.</p>
      </Page>
    )
  return (
    <Page title="Release the assignments" caption={call.title} back={back}>
      <p>
        {count(hidden.length, 'reviewer')} would get {count(total, 'assignment')}. Each of them gets one e-mail, and the
        applications go under review. This cannot be undone.
      </p>
      <ActionForm action={releaseAll} label={`Release ${count(total, 'assignment')}`}>
        <input type="hidden" name="call" value={call.slug} />
      </ActionForm>
      <FigureTable
        label="Assignments to be released"
        columns={['Reviewer', 'Applications']}
        rows={hidden.map(({ name, count }) => [<bdi key="name">{name}</bdi>, count])}
      />
      <section aria-labelledby="back" className="card space-y-3">
        <h2 id="back">Or take them back</h2>
        <p>The hidden assignments are removed, as if they had not been applied. No reviewer knows of them.</p>
        <ActionForm action={discardAll} label="Take them back" look="secondary">
          <input type="hidden" name="call" value={call.slug} />
        </ActionForm>
      </section>
    </Page>
  )
}
