import type { Database } from '@/db/client'
import { hashPassword } from '@/lib/people/password'
import { createSession, findPerson, type PersonRow, updatePerson } from '@/lib/people/queries'
import { endTokens, ownerOf, useToken } from '@/lib/people/tokens'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { lockPerson } from './give-role'

/**
 * The person invited by this link, without changing anything; null if it does not work, or they have a confirmed
 * account by now.
 */
export async function invitedBy(db: Database, token: string): Promise<PersonRow | null> {
  const owner = await ownerOf(db, 'accept-invitation', token)
  const person = owner && (await findPerson(db, owner))
  return person && !person.emailVerifiedAt ? person : null
}

type Given = { token: string; name: string; password: string; userAgent: string | null; seconds: number }

/**
 * Makes the account for an invitation and starts its first session. The link proves the address, so it is confirmed; a
 * password from an earlier, unconfirmed registration no longer counts. Null if the link does not work: of two uses at
 * once, one wins.
 */
export async function acceptInvitation(
  db: Database,
  { token, name, password, userAgent, seconds }: Given,
): Promise<{ personId: string; email: string; sessionId: string } | null> {
  const passwordHash = await hashPassword(password)
  return db.transaction(async (tx) => {
    const personId = await useToken(tx, 'accept-invitation', token)
    const person = personId && (await lockPerson(tx, personId))
    if (!person || person.emailVerifiedAt) return null
    await updatePerson(tx, person.id, { name, passwordHash, emailVerifiedAt: new Date() })
    for (const kind of ['accept-invitation', 'verify-email', 'reset-password'] as const)
      await endTokens(tx, kind, person.id)
    await recordEvent(tx, {
      applicationId: null,
      actorId: person.id,
      actorRole: 'person',
      type: 'invitation-accepted',
      data: { person: person.id },
    })
    const sessionId = await createSession(tx, { personId: person.id, userAgent, seconds })
    return { personId: person.id, email: person.email, sessionId }
  })
}
