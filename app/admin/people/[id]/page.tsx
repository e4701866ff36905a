import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { reads } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { managedCalls } from '@/lib/running/staff/manage'
import { findMember, historyOf, loadsOf } from '@/lib/running/staff/queries'
import { mayReset } from '@/lib/running/staff/reset-factor'
import { History } from '@/lib/running/staff/ui/history'
import { RoleList } from '@/lib/running/staff/ui/role-list'
import { noticeIn, type PageProps } from '@/lib/shared/address'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { isUuid } from '@/lib/shared/uuid'

export const metadata: Metadata = { title: 'A person' }

const NOTICES: Record<string, string> = {
  given: 'The role is given, and an e-mail is on its way.',
  changed: 'Saved.',
  ended: 'The role has ended. You can give it back below.',
  reactivated: 'The role is given back.',
  resent: 'The invitation is on its way again.',
  reset: 'The authenticator is reset. We have signed them out everywhere and told them.',
}

type Props = PageProps & { params: Promise<{ id: string }> }

export default async function PersonPage({ params, searchParams }: Props) {
  const { id } = await params
  const admin = await requireRunner('people', `/admin/people/${id}`)
  const member = isUuid(id) ? await findMember(reads, admin, id) : null
  if (!member) notFound()
  const [{ calls }, loads, events, resettable, search] = await Promise.all([
    managedCalls(admin),
    loadsOf(reads, admin, [id]),
    historyOf(reads, admin, id),
    mayReset(reads, admin, id),
    searchParams,
  ])
  const notice = noticeIn(search, NOTICES)
  return (
    <Page
      title={<bdi>{member.name}</bdi>}
      caption={shownAddress(member.email)}
      back={{ href: '/admin/people', label: 'People' }}
    >
      {notice && (
        <Notice tone="good" live>
          {notice}
        </Notice>
      )}
      {!member.verified && (
        <Notice tone="warning" title="Invited, and has not accepted yet">
          <p>The roles count once the person has opened the link in the e-mail. It works for 30 days.</p>
        </Notice>
      )}
      <section className="space-y-3">
        <h2>Roles</h2>
        <RoleList member={member} calls={calls} loads={loads} />
      </section>
      <section className="card space-y-3">
        <h2>Two-factor sign-in</h2>
        <p>{member.twoFactor ? 'An authenticator is set up.' : 'No authenticator is set up.'}</p>
        {member.twoFactor && resettable && (
          <ButtonLink look="secondary" href={`/admin/people/${id}/reset`}>
            Reset the authenticator
          </ButtonLink>
        )}
      </section>
      <History events={events} calls={calls} />
    </Page>
  )
}
