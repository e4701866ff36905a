import Link from 'next/link'
import type { Call } from '@/lib/call/call'
import { countryName } from '@/lib/form/countries'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { ButtonLink } from '@/lib/shared/ui/button'
import { reactivate, resend } from '../actions'
import type { Load, Member, MemberRole } from '../queries'
import { knowledge, RoleTag, roleName } from './member-item'

type Props = { member: Member; calls: Call[]; loads: Load[] }

/** A person's roles, each with its actions. */
export function RoleList({ member, calls, loads }: Props) {
  return (
    <ul className="space-y-4">
      {member.roles.map((role) => {
        const call = calls.find(({ id }) => id === role.callId)
        const name = roleName(role, calls, true)
        return (
          <li key={role.id} className="card space-y-3">
            <h3 className="flex flex-wrap items-baseline gap-x-3">
              {name} <RoleTag role={role} verified={member.verified} />
            </h3>
            {role.role === 'reviewer' && (
              <Profiles
                member={member}
                calls={call ? [call] : calls}
                loads={loads.filter((one) => one.personId === member.id)}
              />
            )}
            <div className="flex flex-wrap items-start gap-3">
              <Buttons role={role} invited={!member.verified} name={name} member={member} />
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function Buttons({
  role,
  invited,
  name,
  member,
}: {
  role: MemberRole
  invited: boolean
  name: string
  member: Member
}) {
  const hidden = <input type="hidden" name="role" value={role.id} />
  const of = <span className="sr-only">: {name}</span>
  if (role.endedAt)
    return (
      <ActionForm action={reactivate} look="secondary" label={<>Give the role back{of}</>}>
        {hidden}
      </ActionForm>
    )
  return (
    <>
      {invited && (
        <ActionForm action={resend} look="secondary" label={<>Send the invitation again{of}</>}>
          {hidden}
        </ActionForm>
      )}
      <ButtonLink look="secondary" href={`/admin/people/${member.id}/end?role=${role.id}`}>
        {invited ? 'Take the invitation back' : 'End this role'}
        {of}
      </ButtonLink>
    </>
  )
}

function Profiles({ member, calls, loads }: Props) {
  return calls.map((call) => {
    const profile = member.profiles.find(({ callId }) => callId === call.id)
    const load = loads.find(({ callId }) => callId === call.id)
    const works = [
      profile?.affiliation,
      call.definition.institutions.find(({ key }) => key === profile?.institution)?.name,
      profile?.country && countryName(profile.country),
    ].filter(Boolean)
    return (
      <div key={call.id} className="space-y-1">
        {profile ? (
          <>
            <p>{knowledge(profile, call)}</p>
            {works.length > 0 && <p dir="auto">Works at: {works.join('; ')}</p>}
            <p>
              At most {profile.most} applications
              {profile.accepts !== null && profile.accepts < profile.most && `; accepted ${profile.accepts}`}. Now:{' '}
              {load?.open ?? 0} to review, {load?.done ?? 0} handed in.
            </p>
          </>
        ) : (
          <p>This reviewer has no load limit yet, so they get no applications.</p>
        )}
        <p>
          <Link className="link" prefetch={false} href={`/admin/people/${member.id}/reviewer?call=${call.slug}`}>
            Change what they review{calls.length > 1 && ` (${call.title})`}
          </Link>
        </p>
      </div>
    )
  })
}
