import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { end } from '@/lib/running/staff/actions'
import { managedCalls } from '@/lib/running/staff/manage'
import { openWork } from '@/lib/running/staff/open-work'
import { findMember } from '@/lib/running/staff/queries'
import { roleName } from '@/lib/running/staff/ui/member-item'
import { count } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Fieldset } from '@/lib/shared/ui/field'
import { Page } from '@/lib/shared/ui/page'
import { isUuid } from '@/lib/shared/uuid'

export const metadata: Metadata = { title: 'End a role' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ role?: string | string[] }> }

/** What ending a role would mean, before it does. */
export default async function EndPage({ params, searchParams }: Props) {
  const { id } = await params
  const admin = await requireRunner('people', `/admin/people/${id}`)
  const { role: roleId } = await searchParams
  const member = isUuid(id) ? await findMember(db, admin, id) : null
  const role = member?.roles.find((one) => one.id === roleId && one.endedAt === null)
  if (!member || !role) notFound()
  const [{ calls }, open] = await Promise.all([
    managedCalls(admin),
    role.role === 'reviewer' ? openWork(db, admin, { personId: id, callId: role.callId }) : { waiting: 0, begun: 0 },
  ])
  const back = `/admin/people/${id}`
  return (
    <Page
      title={member.verified ? 'End this role' : 'Take the invitation back'}
      caption={`${member.name}: ${roleName(role, calls, true)}`}
      back={{ href: back, label: member.name }}
    >
      <p>
        {member.verified
          ? 'From then on they see and do nothing in this role, on any device. They get an e-mail. You can give the role back.'
          : 'The link in the e-mail no longer gives this role. Nobody gets a message. You can invite them again.'}
      </p>
      {open.waiting > 0 && (
        <p>{count(open.waiting, 'application')} that they have not begun to review will need another reviewer.</p>
      )}
      <ActionForm action={end} look="danger" label={member.verified ? 'End the role' : 'Take it back'}>
        <input type="hidden" name="role" value={role.id} />
        {open.begun > 0 && (
          <Fieldset id="begun" label={`${count(open.begun, 'review is', 'reviews are')} begun and not handed in`}>
            <Choice value="keep" label="Keep them: they go on if the role is given back" />
            <Choice value="remove" label="Take them away too: each needs another reviewer" />
          </Fieldset>
        )}
      </ActionForm>
      <p>
        <Link href={back} prefetch={false} className="link">
          Cancel
        </Link>
      </p>
    </Page>
  )
}

const Choice = ({ value, label }: { value: string; label: string }) => (
  <label className="flex min-h-11 items-start gap-3 py-2">
    <input type="radio" name="begun" value={value} required className="mt-0.5 size-5 shrink-0 accent-brand-700" />
    {label}
  </label>
)
