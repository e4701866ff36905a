import type { Metadata } from 'next'
import Link from 'next/link'
import { reads } from '@/db/client'
import { canLead } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { progressOf } from '@/lib/selecting/assignment/progress'
import { inProgressOrder, PROGRESS_SORTS, REMINDED, toRemind } from '@/lib/selecting/assignment/progress-order'
import { CallTabs } from '@/lib/selecting/assignment/ui/calls'
import { RemindForm } from '@/lib/selecting/assignment/ui/remind-form'
import { ReviewerTable } from '@/lib/selecting/assignment/ui/reviewer-table'
import { noticeIn, type PageProps, param } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { Pages } from '@/lib/shared/ui/table'

export const metadata: Metadata = { title: 'Reviewers' }

const PAGE_SIZE = 100
const NOTICES: Record<string, string> = {
  reminded: 'The reminder is on its way. People who already had one today get no second one.',
  already: 'Nobody was reminded: they were reminded today already, or have finished meanwhile.',
}

export default async function ReviewersPage({ searchParams }: PageProps) {
  const person = await requireRunner('committee', '/committee/reviewers')
  const search = await searchParams
  const { calls, call } = await loadTheirCall(search, ({ id }) => canLead(person, id))
  const { definition, slug } = call
  const { closesAt } = definition.review
  const sort = PROGRESS_SORTS.find((one) => one === param(search, 'sort')) ?? 'name'
  const all = inProgressOrder(await progressOf(reads, person, call), sort)
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE))
  const asked = Number(param(search, 'page'))
  const page = Number.isInteger(asked) ? Math.min(pages, Math.max(1, asked)) : 1
  const hrefOf = (more: Record<string, string>) =>
    `/committee/reviewers?${new URLSearchParams({ call: slug, ...more })}`
  const notice = noticeIn(search, NOTICES)
  return (
    <Page title="Reviewers" caption={call.title} width="wide" back={{ href: '/committee', label: 'Committee' }}>
      <CallTabs calls={calls} call={call} path="/committee/reviewers" />
      {notice && (
        <Notice tone="good" live>
          {notice}
        </Notice>
      )}
      {closesAt && (
        <p>
          Reviews are due by <Instant at={new Date(closesAt)} zone={definition.timeZone} />.
        </p>
      )}
      {all.length === 0 ? (
        <p className="card">This Call has no reviewers yet. An admin invites them.</p>
      ) : (
        <>
          <Reminders call={slug} counts={REMINDED.map((who) => [who, toRemind(all, who).length])} />
          <RemindForm call={slug}>
            <ReviewerTable
              rows={all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
              definition={definition}
              sort={sort}
              hrefOf={(by) => hrefOf({ sort: by })}
            />
          </RemindForm>
          <Pages page={page} pages={pages} hrefOf={(n) => hrefOf({ sort, page: String(n) })} />
        </>
      )}
    </Page>
  )
}

function Reminders({ call, counts }: { call: string; counts: [who: (typeof REMINDED)[number], n: number][] }) {
  const words = { unfinished: 'with open reviews', overdue: 'with overdue reviews' }
  const some = counts.filter(([, n]) => n > 0)
  if (some.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-2">
      {some.map(([who, n]) => (
        <li key={who}>
          <Link
            className="link"
            prefetch={false}
            href={`/committee/reviewers/remind?${new URLSearchParams({ call, who })}`}
          >
            Remind {count(n, 'reviewer')} {words[who]}
          </Link>
        </li>
      ))}
    </ul>
  )
}
