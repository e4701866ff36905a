import type { Database } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { canRun } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { queueAgain } from '@/lib/platform/mail/queries'
import { PortalError } from '@/lib/shared/errors'

/**
 * Queues one failed message again and records who asked. Of two requests at once, one does it.
 * @throws PortalError 'forbidden', or 'conflict' if it is no longer failed.
 */
export async function sendAgain(database: Database, actor: Person, id: string): Promise<void> {
  requireMail(actor)
  await database.transaction(async (tx) => {
    const [message] = await queueAgain(tx, id)
    if (!message) throw new PortalError('conflict', 'This message is no longer failed: it was sent or queued again.')
    const { recipient, template } = message
    const data = { messageId: id, recipient, template }
    await recordEvent(tx, { ...byAdmin(actor), type: 'mail-again', data })
  })
}

/** Queues every failed message again and records who asked; returns how many. @throws PortalError 'forbidden' */
export async function sendAllAgain(database: Database, actor: Person): Promise<number> {
  requireMail(actor)
  return database.transaction(async (tx) => {
    const { length } = await queueAgain(tx)
    if (length > 0) await recordEvent(tx, { ...byAdmin(actor), type: 'mail-again-all', data: { messages: length } })
    return length
  })
}

const byAdmin = (actor: Person) => ({ applicationId: null, actorId: actor.id, actorRole: 'admin' as const })

function requireMail(actor: Person) {
  if (!canRun(actor, 'mail')) throw new PortalError('forbidden', 'Only an admin may do this.')
}
