import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { peopleQuery, readPeopleFilter } from '@/lib/running/staff/filter'
import { managedCalls } from '@/lib/running/staff/manage'
import { listMembers, loadsOf, PAGE_SIZE } from '@/lib/running/staff/queries'
import { MemberItem } from '@/lib/running/staff/ui/member-item'
import { PeopleFilter } from '@/lib/running/staff/ui/people-filter'
import { count } from '@/lib/shared/format/format'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'People' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function PeoplePage({ searchParams }: Props) {
  const admin = await requireRunner('people', '/admin/people')
  const query = await searchParams
  const filter = readPeopleFilter(query)
  const [{ calls, all }, { members, total }] = await Promise.all([managedCalls(admin), listMembers(db, admin, filter)])
  const loads = await loadsOf(
    db,
    admin,
    members.map(({ id }) => id),
  )
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const imported = Number(query.imported)
  const filtered = peopleQuery({ ...filter, page: 1 }) !== ''
  return (
    <Page title="People" width="wide">
      {imported > 0 && (
        <Notice tone="good" live title={`${count(imported, 'person', 'people')} imported`}>
          <p>Each of them gets an e-mail.</p>
        </Notice>
      )}
      <p>Everybody with a role: officers of institutions, reviewers, the chief reviewer, admins.</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/admin/people/invite">Invite somebody</ButtonLink>
        <ButtonLink href="/admin/people/import" look="secondary">
          Import from a file
        </ButtonLink>
      </div>
      <p>
        <Link href="/admin/acting" prefetch={false} className="link">
          Act for an applicant
        </Link>
      </p>
      {all && (
        <p>
          <Link href="/admin/people/reset" prefetch={false} className="link">
            Reset an applicant’s authenticator
          </Link>
        </p>
      )}
      <PeopleFilter filter={filter} calls={calls} all={all} />
      <p role="status">
        {total === 0
          ? filtered
            ? 'Nobody fits. Try fewer words or another filter.'
            : 'Nobody has a role yet. Invite the first one.'
          : `${count(total, 'person', 'people')}${pages > 1 ? `, page ${filter.page} of ${pages}` : ''}`}
      </p>
      {members.length > 0 && (
        <ul className="card divide-y divide-line py-0">
          {members.map((member) => (
            <MemberItem key={member.id} member={member} calls={calls} loads={loads} />
          ))}
        </ul>
      )}
      <nav aria-label="Pages" className="flex flex-wrap gap-4">
        {filter.page > 1 && (
          <Link
            className="link"
            prefetch={false}
            href={`/admin/people?${peopleQuery({ ...filter, page: filter.page - 1 })}`}
          >
            Page before
          </Link>
        )}
        {filter.page < pages && (
          <Link
            className="link"
            prefetch={false}
            href={`/admin/people?${peopleQuery({ ...filter, page: filter.page + 1 })}`}
          >
            Next page
          </Link>
        )}
        {filtered && (
          <Link className="link" prefetch={false} href="/admin/people">
            Show everybody
          </Link>
        )}
      </nav>
    </Page>
  )
}
