import { and, eq, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { people, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { notify } from '@/lib/platform/notification/queries'
import { instantInWords } from '@/lib/shared/ui/instant'
import { type ListKey, listPath } from './rules'

export type Told = { id: string; email: string; name: string }

/** The officers of the institution with a current role. */
export function officersOf(executor: Executor, callId: string, institution: string): Promise<Told[]> {
  const theirs = and(eq(roles.role, 'officer'), eq(roles.callId, callId), eq(roles.institution, institution))
  return holders(executor, theirs)
}

function adminsOf(executor: Executor, callId: string): Promise<Told[]> {
  return holders(executor, and(eq(roles.role, 'admin'), or(isNull(roles.callId), eq(roles.callId, callId))))
}

/** Only people with a confirmed address: an invitation may have gone to a stranger's. */
function holders(executor: Executor, which: SQL | undefined): Promise<Told[]> {
  return executor
    .selectDistinct({ id: people.id, email: people.email, name: people.name })
    .from(people)
    .innerJoin(roles, and(eq(roles.personId, people.id), isNull(roles.endedAt)))
    .where(and(which, isNotNull(people.emailVerifiedAt)))
    .orderBy(people.id)
}

/** The list in words, and its address. */
export function listInWords({ slug, title, definition }: Call, { institution, track }: ListKey) {
  return {
    callTitle: title,
    institution: definition.institutions.find(({ key }) => key === institution)!.name,
    track: definition.tracks.find(({ key }) => key === track)!.name,
    url: listPath(slug, { institution, track }),
  }
}

type Signed = { at: Date; signerName: string; signerPosition: string; by: { id: string; name: string } }

/**
 * Sends a receipt to the officers and the person who handed the list in, and a notice to the admins. It contains
 * nothing about the candidates, because one of the readers may have a conflict of interest.
 */
export async function tellHandedIn(tx: Executor, call: Call, key: ListKey, signed: Signed): Promise<void> {
  const told = new Map<string, Told>()
  for (const one of await officersOf(tx, call.id, key.institution)) told.set(one.id, one)
  for (const one of await adminsOf(tx, call.id)) told.set(one.id, one)
  const { url, ...words } = listInWords(call, key)
  for (const one of told.values())
    await notify(tx, one, {
      template: 'nominations-handed-in',
      data: {
        ...words,
        name: one.name,
        at: instantInWords(signed.at, call.definition.timeZone),
        signer: `${signed.signerName}, ${signed.signerPosition}`,
        by: signed.by.name,
        url,
      },
      path: url,
    })
}

export async function tellReopened(
  tx: Executor,
  call: Call,
  key: ListKey,
  { reason }: { reason: string },
): Promise<void> {
  const { url, ...words } = listInWords(call, key)
  for (const one of await officersOf(tx, call.id, key.institution))
    await notify(tx, one, {
      template: 'nominations-reopened',
      data: { ...words, name: one.name, reason, url },
      path: url,
    })
}
