import type { Metadata } from 'next'
import { reads } from '@/db/client'
import { canLead } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { remindAll } from '@/lib/selecting/assignment/actions'
import { progressOf } from '@/lib/selecting/assignment/progress'
import { inProgressOrder, REMINDED, toRemind } from '@/lib/selecting/assignment/progress-order'
import { FigureTable } from '@/lib/selecting/assignment/ui/table'
import { type PageProps, param } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Remind reviewers' }

export default async function RemindPage({ searchParams }: PageProps) {
  const person = await requireRunner('committee', '/committee/reviewers/remind')
  const search = await searchParams
  const { call } = await loadTheirCall(search, ({ id }) => canLead(person, id))
  const who = REMINDED.find((one) => one === param(search, 'who')) ?? 'unfinished'
  const list = inProgressOrder(toRemind(await progressOf(reads, person, call), who), 'open')
  const back = { href: `/committee/reviewers?${new URLSearchParams({ call: call.slug })}`, label: 'Reviewers' }
  if (list.length === 0)
    return (
      <Page title="Remind reviewers" caption={call.title} back={back}>
        <p>There is nobody to remind: all have finished, or were reminded today.</p>
      </Page>
    )
  return (
    <Page title="Remind reviewers" caption={call.title} back={back}>
      <p>
        {count(list.length, 'reviewer')} {list.length === 1 ? 'gets' : 'get'} an e-mail that says how many reviews are
        open, and until when. People who had a reminder today get no second one.
      </p>
      <ActionForm action={remindAll} label={`Remind ${count(list.length, 'reviewer')}`}>
        <input type="hidden" name="call" value={call.slug} />
        <input type="hidden" name="who" value={who} />
      </ActionForm>
      <FigureTable
        label="Who is reminded"
        columns={['Reviewer', 'Open']}
        rows={list.map(({ name, open }) => [<bdi key="name">{name}</bdi>, open])}
      />
    </Page>
  )
}
