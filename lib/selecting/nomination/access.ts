import type { Executor } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canNominate } from '@/lib/people/permissions'
import { PortalError } from '@/lib/shared/errors'
import { isKeptAway } from './queries'
import { isOver, type ListKey } from './rules'

const noSuchList = () => new PortalError('not-found', 'There is no such list of nominations, or it is not yours.')

/** The message for a person who must not see a list; it reveals nothing about the application. */
export const KEPT_AWAY =
  'You have declared a conflict of interest with an application to this list, or it is your own. Somebody else at the institution, or an admin, ranks this list and hands it in.'

/** Whether the Call has such a list and the person ranks it as part of their work. */
export function hasList(person: Person, { id, definition }: Call, { institution, track }: ListKey): boolean {
  return (
    definition.institutions.some(({ key }) => key === institution) &&
    definition.tracks.some(({ key }) => key === track) &&
    canNominate(person, id, institution)
  )
}

/**
 * Checks that the person may read and rank the list.
 * @throws PortalError 'not-found'; 'forbidden' if the person has to keep away from it.
 */
export async function requireList(executor: Executor, person: Person, call: Call, key: ListKey): Promise<void> {
  if (!hasList(person, call, key)) throw noSuchList()
  if (await isKeptAway(executor, person, call.id, key)) throw new PortalError('forbidden', KEPT_AWAY)
}

/** The person's role for the list: its officer, or an admin in the officer's place. */
export function roleOn(person: Person, callId: string, institution: string): 'officer' | 'admin' {
  const officer = person.roles.some(
    (role) => role.role === 'officer' && role.callId === callId && role.institution === institution,
  )
  return officer ? 'officer' : 'admin'
}

/** @throws PortalError 'closed' for an officer after the deadline. */
export function requireTime(person: Person, { id, definition }: Call, { institution }: ListKey, now: Date): void {
  if (roleOn(person, id, institution) === 'officer' && isOver(definition, now))
    throw new PortalError(
      'closed',
      'The deadline for nominations has passed, so you can no longer change the list. An admin can hand it in for you.',
    )
}
