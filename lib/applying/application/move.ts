import { eq, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, events } from '@/db/schema'
import { endOpen } from '@/lib/applying/acting/end'
import { EDITABLE, shownToApplicant, stateInWords } from '@/lib/lifecycle/application'
import { allows, type TransitionName, type TransitionRole, transitions } from '@/lib/lifecycle/transitions'
import { findPerson } from '@/lib/people/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { notify } from '@/lib/platform/notification/queries'
import { messagesAbout, queueWebhook } from '@/lib/platform/webhook-queue/queue'
import { PortalError } from '@/lib/shared/errors'
import type { Application } from './queries'

export type Move = {
  /** Who makes the change, and in which role; null if it happens automatically. */
  by: { id: string | null; role: TransitionRole }
  /** For the record. */
  data?: Record<string, unknown>
  /** Other columns that change with the state. */
  columns?: Partial<typeof applications.$inferInsert>
  /** For the mail: the reason, or what to correct, and until when, in words. */
  told?: { text?: string | null; until?: string }
}

/**
 * Changes an application's state, records its event, and tells the applicant and webhooks, in the caller's transaction.
 * The caller holds the row's lock and has checked that the actor may.
 * @throws PortalError 'conflict' if the state does not allow it
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
  await queueWebhook(tx, { id: application.id, from: application.state }, to)
  if (EDITABLE.includes(application.state) && !EDITABLE.includes(to)) await endOpen(tx, application, 'closed')
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
  // A refusal must not reveal what the applicant does not see yet.
  const { by } = transitions[name]
  const now = stateInWords(by === 'applicant' ? shownToApplicant(application) : application.state).toLowerCase()
  throw new PortalError('conflict', `This is no longer possible: the application is ${now}.`)
}

/**
 * The same for many at once, by a transition that tells the applicant nothing, for those whose state allows it; returns
 * how many. `data`: for the record of each. The caller holds the rows' locks and has checked that the actor may.
 */
export async function moveAll(
  tx: Executor,
  ids: string[],
  name: TransitionName,
  by: Move['by'],
  data: Record<string, Record<string, unknown>> = {},
): Promise<number> {
  if (ids.length === 0) return 0
  const [row] = await tx.execute<{ moved: number }>(sql`
    with moving as (
      select id, coalesce(${JSON.stringify(data)}::jsonb -> id::text, '{}') as data
      from unnest(${sql.param(ids)}::uuid[]) id),
    ${movesOf(name, by)}
    select ${MOVED}`)
  return row!.moved
}

/**
 * The same as parts of a statement, for the applications of its part `moving` (id, data). Its last part selects
 * `MOVED`: how many.
 */
export function movesOf(name: TransitionName, by: Move['by']): SQL {
  const { from, to, mail } = transitions[name]
  if (mail) throw new Error(`${name} sends a mail to each applicant.`)
  return sql`
    before as materialized (
      select a.id, a.state, m.data from moving m join ${applications} a on a.id = m.id
      where a.state::text = any(${sql.param([...from])}::text[])),
    moved as (
      update ${applications} a set state = ${to}, updated_at = now() from before where a.id = before.id
      returning a.id, before.state as "from", before.data),
    recorded as (
      insert into ${events} (application_id, actor_id, actor_role, type, data)
      select id, ${by.id}::uuid, ${by.role}, ${name}, data || jsonb_build_object('from', "from", 'to', ${to}::text)
      from moved order by id),
    ${messagesAbout(to)}`
}

/** Reading `deliveries` starts its jobs. */
export const MOVED = sql`(select count(*)::int from moved) as moved, (select count(job) from deliveries)`
