import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { changeProfile } from '@/lib/running/staff/actions'
import { profileFields } from '@/lib/running/staff/fields'
import { managedCalls } from '@/lib/running/staff/manage'
import { findMember, loadsOf } from '@/lib/running/staff/queries'
import { StaffForm } from '@/lib/running/staff/ui/staff-form'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { isUuid } from '@/lib/shared/uuid'

export const metadata: Metadata = { title: 'What a reviewer reviews' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ call?: string | string[] }> }

export default async function ReviewerPage({ params, searchParams }: Props) {
  const { id } = await params
  const admin = await requireRunner('people', `/admin/people/${id}`)
  const [{ calls }, { call: slug }] = await Promise.all([managedCalls(admin), searchParams])
  const call = calls.find((one) => one.slug === slug)
  const member = isUuid(id) ? await findMember(db, admin, id) : null
  const isReviewer = member?.roles.some(({ role, callId }) => role === 'reviewer' && (callId ?? call?.id) === call?.id)
  if (!call || !member || !isReviewer) notFound()
  const profile = member.profiles.find(({ callId }) => callId === call.id)
  const given = (await loadsOf(db, admin, [id])).find(({ callId }) => callId === call.id)
  const { most, affiliation, institution, country, tracks, programmes, languages } = profile ?? {}
  return (
    <Page
      title="What they review"
      caption={`${member.name}, ${call.title}`}
      back={{ href: `/admin/people/${id}`, label: member.name }}
    >
      {given && given.open + given.done > 0 && (
        <Notice>
          They have {given.open + given.done} applications now. A smaller load limit takes none of them away.
        </Notice>
      )}
      {profile && profile.accepts !== null && (
        <Notice>
          They accepted {profile.accepts} of at most {profile.most}. A limit below that lowers it.
        </Notice>
      )}
      <div className="card">
        <StaffForm
          action={changeProfile}
          submit="Save"
          fields={profileFields(call.definition)}
          hidden={{ call: call.slug, person: id }}
          initial={{
            most: most === undefined ? '' : String(most),
            affiliation: affiliation ?? '',
            institution: institution ?? '',
            country: country ?? '',
            tracks: tracks ?? [],
            programmes: programmes ?? [],
            languages: languages ?? [],
          }}
        />
      </div>
    </Page>
  )
}
