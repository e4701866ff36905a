import type { Metadata } from 'next'
import { reads } from '@/db/client'
import { allowed, callOf } from '@/lib/applying/application/queries'
import { applicationAsked } from '@/lib/applying/application/staff-view'
import { stateInWords } from '@/lib/lifecycle/application'
import { requirePerson } from '@/lib/people/session'
import { ASSIGNABLE } from '@/lib/selecting/assignment/assignable'
import { candidatesOf } from '@/lib/selecting/assignment/candidates'
import { handView } from '@/lib/selecting/assignment/manual-assignment-view'
import { shownLoads } from '@/lib/selecting/assignment/shown-load'
import { Chosen } from '@/lib/selecting/assignment/ui/assigned-reviewers'
import { Candidates } from '@/lib/selecting/assignment/ui/candidates'
import { hidden } from '@/lib/selecting/review/load'
import { notFoundIfSo } from '@/lib/selecting/review/view'
import { noticeIn, type PageProps, param } from '@/lib/shared/address'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Choose reviewers' }

type Props = PageProps & { params: Promise<{ id: string }> }

const NOTICES: Record<string, string> = {
  added: 'The reviewer was added.',
  removed: 'The reviewer was taken off.',
  conflict: 'The conflict of interest was recorded, and the reviewer was taken off.',
}

export default async function ReviewersPage({ params, searchParams }: Props) {
  const { id } = await params
  const person = await requirePerson(`/applications/${id}/reviewers`)
  const application = await allowed(reads, person, await applicationAsked(id), 'assign')
    .catch(hidden)
    .catch(notFoundIfSo)
  const search = await searchParams
  const name = (param(search, 'name') ?? '').trim()
  const notice = noticeIn(search, NOTICES)
  const open = ASSIGNABLE.includes(application.state)
  const call = await callOf(reads, application)
  const [rows, all, loads] = await Promise.all([
    handView(reads, application.id),
    open ? candidatesOf(reads, call, application) : [],
    open ? shownLoads(reads, person, call.id) : new Map<string, number>(),
  ])
  const wanted = all.filter(({ reviewer }) => reviewer.name.toLowerCase().includes(name.toLowerCase()))
  return (
    <Page
      title="Choose reviewers"
      caption={application.number}
      back={{ href: `/applications/${application.id}`, label: 'Application' }}
    >
      {notice && (
        <Notice tone="good" live>
          {notice}
        </Notice>
      )}
      <Chosen applicationId={application.id} rows={rows} />
      {open ? (
        <Candidates
          applicationId={application.id}
          candidates={wanted}
          loads={loads}
          name={name}
          hidden={application.state === 'eligible'}
        />
      ) : (
        <Notice>
          Nobody can be added: the application is {stateInWords(application.state).toLowerCase()}. Reviewers are chosen
          once it was found eligible, and while it is under review.
        </Notice>
      )}
    </Page>
  )
}
