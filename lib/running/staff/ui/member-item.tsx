import Link from 'next/link'
import type { Call } from '@/lib/call/call'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { Tag } from '@/lib/shared/ui/tag'
import type { Load, Member, MemberRole } from '../queries'
import { ROLE_WORDS, STATE_WORDS, stateOf } from '../rules'

const TONES = { invited: 'yellow', active: 'green', ended: 'grey' } as const

export function RoleTag({ role, verified }: { role: MemberRole; verified: boolean }) {
  const state = stateOf({ ended: role.endedAt !== null }, { verified })
  return <Tag tone={TONES[state]}>{STATE_WORDS[state]}</Tag>
}

/** A role's name on the admin's pages: 'Institution officer, USTC'. */
export function roleName(role: MemberRole, calls: Call[], several: boolean): string {
  const call = calls.find(({ id }) => id === role.callId)
  const at = call?.definition.institutions.find(({ key }) => key === role.institution)
  const of = role.callId === null ? 'all Calls' : several ? call?.title : null
  return [ROLE_WORDS[role.role], role.institution && (at?.name ?? role.institution), of].filter(Boolean).join(', ')
}

type Props = { member: Member; calls: Call[]; loads: Load[] }

/** A person on the list: the name, their roles, and a reviewer's knowledge and work. */
export function MemberItem({ member, calls, loads }: Props) {
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-2">
      <div>
        <Link href={`/admin/people/${member.id}`} prefetch={false} className="link font-semibold">
          <bdi>{member.name}</bdi>
        </Link>
        <p className="text-sm text-quiet">{shownAddress(member.email)}</p>
      </div>
      <div className="space-y-1">
        <ul className="space-y-1">
          {member.roles.map((role) => (
            <li key={role.id} className="flex flex-wrap items-baseline gap-x-3">
              {roleName(role, calls, calls.length > 1)} <RoleTag role={role} verified={member.verified} />
            </li>
          ))}
        </ul>
        {member.profiles.map((profile) => {
          const call = calls.find(({ id }) => id === profile.callId)
          const isReviewer = member.roles.some(({ role, endedAt }) => role === 'reviewer' && !endedAt)
          if (!call || !isReviewer) return null
          const load = loads.find((one) => one.personId === member.id && one.callId === call.id)
          const given = (load?.open ?? 0) + (load?.done ?? 0)
          return (
            <p key={profile.callId} className="text-sm text-quiet">
              {`${given} of at most ${profile.accepts ?? profile.most}; ${load?.done ?? 0} handed in. `}
              {knowledge(profile, call)}
            </p>
          )
        })}
      </div>
    </li>
  )
}

/** A reviewer's knowledge, in one line. */
export function knowledge(profile: Member['profiles'][number], { definition }: Call): string {
  const named = (keys: string[], list: { key: string; name: string }[]) =>
    keys.map((key) => list.find((one) => one.key === key)?.name ?? key).join(', ')
  return [
    named(profile.tracks, definition.tracks) || 'All tracks',
    named(profile.programmes, definition.programmes) || 'all disciplines',
    named(profile.languages, definition.review.languages),
  ]
    .filter(Boolean)
    .join('; ')
}
