import { and, eq, ne, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { actings, applications } from '@/db/schema'
import { isEditable } from '@/lib/applying/application/editable'
import { callOf, type KnownApplication, loadApplication } from '@/lib/applying/application/queries'
import { type ActingWay, WAY_IN_WORDS } from '@/lib/lifecycle/acting'
import type { Person } from '@/lib/people/actor'
import { findPerson } from '@/lib/people/queries'
import { LIMITS, limited } from '@/lib/people/rate-limit'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { notify } from '@/lib/platform/notification/queries'
import { PortalError } from '@/lib/shared/errors'
import { instantInWords } from '@/lib/shared/ui/instant'
import { endLapsed } from './end'
import { type ActingRow, openActing } from './queries'
import { ACTING_MINUTES } from './rules'

/**
 * Begins to act for an applicant who asked for it, in the admin's present session, and tells them at once. Beginning
 * again in the same session changes nothing.
 * @throws PortalError 'not-found'; 'forbidden' (submitted, or the admin applies too); 'closed' (past its deadline);
 * 'conflict' (somebody acts already); 'too-many'.
 */
export async function beginActing(
  db: Database,
  admin: Person,
  applicationId: string,
  { way, reason }: { way: ActingWay; reason: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, admin, applicationId, 'act-for', true)
    if (await applies(tx, admin, application.callId))
      throw new PortalError(
        'forbidden',
        'You have an application to this Call yourself, so another admin has to help its applicants.',
      )
    if (!isEditable(application))
      throw new PortalError('closed', 'The time to change this application is over. Give it a later deadline first.')
    await endLapsed(tx, application)
    const open = await openActing(tx, applicationId)
    if (open) return alreadyOpen(tx, admin, application, open)
    await limited(tx, LIMITS.acting, applicationId)
    const [acting] = await tx
      .insert(actings)
      .values({
        applicationId,
        personId: admin.id,
        sessionId: admin.sessionId,
        way,
        reason,
        endsAt: sql`now() + ${ACTING_MINUTES} * interval '1 minute'`,
      })
      .returning()
    await recordEvent(tx, {
      applicationId,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'acting-began',
      data: { acting: acting!.id, person: application.personId, way, name: admin.name, reason },
    })
    await tell(tx, admin, application, acting!)
  })
}

/** Whether the admin has an application to the Call: nobody may fill in a competitor's. */
async function applies(executor: Executor, admin: Person, callId: string): Promise<boolean> {
  const own = and(eq(applications.personId, admin.id), eq(applications.callId, callId))
  return (await executor.$count(applications, and(own, ne(applications.state, 'withdrawn')))) > 0
}

async function alreadyOpen(
  tx: Executor,
  admin: Person,
  application: KnownApplication,
  open: ActingRow & { by: string },
): Promise<void> {
  if (open.personId === admin.id && open.sessionId === admin.sessionId) return
  const { definition } = await callOf(tx, application)
  const who = open.personId === admin.id ? 'You act, on another device,' : `${open.by} acts`
  const until = instantInWords(open.endsAt, definition.timeZone)
  throw new PortalError('conflict', `${who} for this applicant until ${until}. End that first.`)
}

async function tell(tx: Executor, admin: Person, application: KnownApplication, acting: ActingRow): Promise<void> {
  const applicant = (await findPerson(tx, application.personId))!
  const { definition } = await callOf(tx, application)
  const path = `/apply/${application.id}/help`
  await notify(tx, applicant, {
    template: 'acting-began',
    data: {
      applicantName: applicant.name,
      byName: admin.name,
      funder: definition.funder,
      callTitle: application.callTitle,
      reason: acting.reason,
      way: WAY_IN_WORDS[acting.way],
      url: path,
      until: instantInWords(acting.endsAt, definition.timeZone),
    },
    path,
  })
}
