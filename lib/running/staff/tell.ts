import type { Executor } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import type { PersonRow } from '@/lib/people/queries'
import { LIMITS, limited } from '@/lib/people/rate-limit'
import { createTokens } from '@/lib/people/tokens'
import { absolute, queueMails } from '@/lib/platform/mail/queries'
import { notifyAll } from '@/lib/platform/notification/queries'
import { type RoleName, roleInWords } from './rules'

export type Told = {
  person: Pick<PersonRow, 'id' | 'email' | 'name' | 'emailVerifiedAt'>
  role: RoleName
  institution: string | null
}

/** Sends the invitation, or a notice to a person with an account. */
export function tell(
  tx: Executor,
  admin: Pick<Person, 'name'>,
  person: Told['person'],
  call: Call | null,
  { role, institution }: Omit<Told, 'person'>,
): Promise<void> {
  return tellAll(tx, admin, call, [{ person, role, institution }])
}

/** The same to many, by a few statements. */
export async function tellAll(
  tx: Executor,
  admin: Pick<Person, 'name'>,
  call: Call | null,
  all: Told[],
): Promise<void> {
  const told = all.map(({ person, role, institution }) => {
    return { person, data: { name: person.name, role: roleInWords(role, call, institution), by: admin.name } }
  })
  const invited = told.filter(({ person }) => !person.emailVerifiedAt)
  const tokens = await createTokens(
    tx,
    'accept-invitation',
    invited.map(({ person }) => person.id),
  )
  await queueMails(
    tx,
    invited.map(({ person, data }, index) => {
      const url = absolute(`/invitation?token=${tokens[index]}`)
      return { to: person.email, template: 'staff-invitation', data: { ...data, url } }
    }),
  )
  await notifyAll(
    tx,
    told
      .filter(({ person }) => person.emailVerifiedAt)
      .map(({ person, data }) => {
        return { person, notice: { template: 'role-given', data: { ...data, url: '/work' }, path: '/work' } }
      }),
  )
}

/** Prevents repeated invitations from flooding a mailbox. @throws PortalError 'too-many' */
export async function limitInvitations(executor: Executor, personId: string): Promise<void> {
  await limited(executor, LIMITS.mail, `staff-invitation ${personId}`)
}
