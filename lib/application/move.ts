import { eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import { recordEvent } from '@/lib/audit/queries'
import { PortalError } from '@/lib/errors'
import { notify } from '@/lib/notification/queries'
import { findPerson } from '@/lib/people/queries'
import type { Application } from './queries'
import { stateInWords } from './states'
import { allows, type TransitionName, type TransitionRole, transitions } from './transitions'

export type Move = {
  /** Who makes it, and in what role; nobody, for what happens by itself. */
  by: { id: string | null; role: TransitionRole }
  /** For the record. */
  data?: Record<string, unknown>
  /** Other columns that change with the state. */
  columns?: Partial<typeof applications.$inferInsert>
  /** For the mail: the reason, or what to correct, and until when, in words. */
  told?: { text?: string | null; until?: string }
}

/**
 * Changes an application's state with its event, and tells the applicant, in the caller's transaction, which holds the
 * row's lock and has checked that the actor may.
 * @throws PortalError 'conflict' if the state does not allow it.
 */
export async function move(tx: Executor, application: Application, name: TransitionName, change: Move): Promise<void> {
  requireState(application, name)
  const { to, mail } = transitions[name]
  const { by, data, columns, told } = change
  await tx
    .update(applications)
    .set({ ...columns, state: to, updatedAt: new Date() })
    .where(eq(applications.id, application.id))
  await recordEvent(tx, {
    applicationId: application.id,
    actorId: by.id,
    actorRole: by.role,
    type: name,
    data: { ...data, from: application.state, to },
  })
  if (!mail) return
  const applicant = (await findPerson(tx, application.personId))!
  const path = `/apply/${application.id}`
  await notify(tx, applicant, {
    template: mail,
    data: {
      applicantName: applicant.name,
      number: columns?.number ?? application.number ?? 'draft',
      callTitle: application.callTitle,
      url: path,
      reason: told?.text ?? '',
      until: told?.until ?? '',
    },
    path,
  })
}

/** @throws PortalError 'conflict' if the state does not allow it. */
export function requireState(application: Application, name: TransitionName): void {
  if (allows(name, application.state)) return
  const now = stateInWords(application.state).toLowerCase()
  throw new PortalError('conflict', `This is not possible any more: the application is ${now}.`)
}
