import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { actings } from '@/db/schema'
import { type Application, callOf, findApplication, loadApplication } from '@/lib/applying/application/queries'
import { type ActingEnd, END_IN_WORDS } from '@/lib/lifecycle/acting'
import { EDITABLE } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { findPerson } from '@/lib/people/queries'
import { eventsOf, recordEvent } from '@/lib/platform/ledger/queries'
import { notify } from '@/lib/platform/notification/queries'
import { changesIn } from './changes'
import { type Acting, openActing, withLapsed } from './queries'

/**
 * Ends the acting for an applicant, by the applicant, the acting admin or another admin of the Call. An ended one stays
 * as it is. @throws PortalError 'not-found'
 */
export async function endActing(db: Database, person: Person, applicationId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, person, applicationId, 'end-acting', true)
    await endLapsed(tx, application)
    const own = person.id === application.personId
    await endOpen(tx, application, own ? 'applicant' : 'admin', { id: person.id, role: own ? 'applicant' : 'admin' })
  })
}

type By = { id: string | null; role: 'applicant' | 'admin' | 'system' }
const BY_ITSELF: By = { id: null, role: 'system' }

/** Ends the open one, if any, and tells the applicant what changed. The caller holds the application's lock. */
export async function endOpen(tx: Executor, application: Application, how: ActingEnd, by = BY_ITSELF): Promise<void> {
  const open = await openActing(tx, application.id)
  if (!open) return
  await tx
    .update(actings)
    .set({ endedAt: sql`least(now(), ${actings.endsAt})`, end: how })
    .where(and(eq(actings.id, open.id), isNull(actings.endedAt)))
  await recordEvent(tx, {
    applicationId: application.id,
    actorId: by.id,
    actorRole: by.role,
    type: 'acting-ended',
    data: { acting: open.id, person: application.personId, how, name: open.by },
  })
  await tell(tx, application, open, how)
}

/** The same for one that no longer counts but has not ended. */
export async function endLapsed(tx: Executor, application: Application): Promise<void> {
  const open = await openActing(tx, application.id)
  if (!open || open.stands) return
  const closed = !EDITABLE.includes(application.state)
  await endOpen(tx, application, open.endsAt <= new Date() ? 'time' : closed ? 'closed' : 'access')
}

/** Ends all that no longer count, each in its own transaction; a job runs it every minute. */
export async function endAllLapsed(db: Database): Promise<void> {
  for (const id of await withLapsed(db)) {
    await db.transaction(async (tx) => {
      const application = await findApplication(tx, id, true)
      if (application) await endLapsed(tx, application)
    })
  }
}

async function tell(tx: Executor, application: Application, acting: Acting, how: ActingEnd): Promise<void> {
  const applicant = (await findPerson(tx, application.personId))!
  const { definition } = await callOf(tx, application)
  const path = `/apply/${application.id}/help`
  await notify(tx, applicant, {
    template: 'acting-ended',
    data: {
      applicantName: applicant.name,
      byName: acting.by,
      funder: definition.funder,
      callTitle: application.callTitle,
      how: END_IN_WORDS[how],
      url: path,
      changes: changesIn(definition, await eventsOf(tx, application.id), acting.id),
    },
    path,
  })
}
