import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { prepared } from '@/db/prepared'
import {
  actings,
  applicationSections,
  applications,
  calls,
  documents,
  institutions,
  referenceRequests,
  submissions,
} from '@/db/schema'
import { openActingOf } from '@/lib/applying/acting/queries'
import { standingKinds } from '@/lib/applying/reference/queries'
import type { Call } from '@/lib/call/call'
import type { AllAnswers } from '@/lib/form/definition'
import { type Actor, type LinkHolder, type Person, visitor } from '@/lib/people/actor'
import { type ApplicationAction, type ApplicationSubject, actsFor, can, type Tie } from '@/lib/people/permissions'
import { hasTies, tieOf } from '@/lib/people/tie'
import { withDefinition } from '@/lib/platform/call-store/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { isUuid } from '@/lib/shared/uuid'
import { closing, itsInstitution } from './closing'
import type { Snapshot } from './frozen-submission'
import type { Attached, DocumentCounts } from './progress'

export type Application = typeof applications.$inferSelect & {
  callSlug: string
  callTitle: string
  callVersion: number
  opensAt: Date
  /** The closing that holds for this application, see `closing.ts`. */
  closesAt: Date
  graceMinutes: number
  letterGraceDays: number
  /** When the results of its Call were released; the applicant sees none of them before. */
  resultsReleasedAt: Date | null
}
/** Including the ties of the person who asks: all that `can` needs. */
export type KnownApplication = Application & { tie: Tie }
export type SavedSection = typeof applicationSections.$inferSelect
/** Without who wrote it. */
export type SavedAnswers = Pick<SavedSection, 'key' | 'answers' | 'version' | 'savedAt'>

/** The same sentence for 'does not exist' and 'is not yours', so that the answer reveals nothing. */
export const noSuchApplication = () => new PortalError('not-found', 'There is no such application, or it is not yours.')

/** What a query on applications selects, as `known` makes an application of it: with its Call's slug and dates, and the tie. */
export const knownColumns = (actor: Actor = visitor) => ({
  application: applications,
  tie: tieOf(actor),
  call: {
    callSlug: calls.slug,
    callTitle: calls.title,
    callVersion: calls.version,
    opensAt: calls.opensAt,
    closesAt: closing,
    graceMinutes: calls.graceMinutes,
    letterGraceDays: calls.letterGraceDays,
    resultsReleasedAt: calls.resultsReleasedAt,
  },
})

type KnownRow = {
  application: typeof applications.$inferSelect
  tie: Tie
  call: Omit<Application, keyof typeof applications.$inferSelect> & { closesAt: Date }
}

/** A row of `knownColumns` as an application. */
export const known = ({ application, call, tie }: KnownRow): KnownApplication => ({ ...application, ...call, tie })

/** Applications, each with its Call's slug and dates, and what ties the actor to it. */
function selectApplications(executor: Executor, actor: Actor = visitor) {
  return executor
    .select(knownColumns(actor))
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(institutions, itsInstitution)
}

/** The application, for the portal's own work; requests use `loadApplication`. */
export async function findApplication(executor: Executor, id: string, lock = false): Promise<Application | null> {
  if (!isUuid(id)) return null
  const query = selectApplications(executor).where(eq(applications.id, id))
  const [row] = lock ? await query.for('update', { of: applications }) : await query
  return row ? { ...row.application, ...row.call } : null
}

const untied = prepared((executor) => selectApplications(executor).where(eq(applications.id, sql.placeholder('id'))))

/** The application with the actor's ties to it, whether or not they may read it: `can` decides that. */
export async function findForActor(
  executor: Executor,
  actor: Actor,
  id: string,
  lock = false,
): Promise<KnownApplication | null> {
  if (!isUuid(id)) return null
  if (!lock && !hasTies(actor)) {
    const [row] = await untied(executor, { id })
    return row ? known(row) : null
  }
  const query = selectApplications(executor, actor).where(eq(applications.id, id))
  const [row] = lock ? await query.for('update', { of: applications }) : await query
  // Reads it again under the lock: a right may have ended while this waited for the lock.
  if (lock && row?.tie.acting) return findForActor(executor, actor, id)
  return row ? known(row) : null
}

/** What `can` needs of an application, and what names it. */
export type Subject = ApplicationSubject & { id: string; number: string | null; track: string | null }

/** The existing applications among them, their rows locked in the order of their ids, with the actor's ties to each. */
export async function lockForActor(executor: Executor, actor: Actor, ids: string[]): Promise<Subject[]> {
  return (await executor.execute<SubjectRow>(lockedForActor(actor, ids))).map(subjectOf)
}

export type SubjectRow = Omit<Subject, 'submittedAt'> & { submittedAt: string | null }

/** The statement of `lockForActor`; `subjectOf` makes an application of each row. */
export const lockedForActor = (actor: Actor, ids: string[]): SQL => sql`
  select id, number, track, state, person_id as "personId", call_id as "callId", institution,
    submitted_at as "submittedAt", ${tieOf(actor)} as tie
  from ${applications} where id = any(${sql.param(ids.filter(isUuid))}::uuid[]) order by id for no key update`

export const subjectOf = ({ submittedAt, ...row }: SubjectRow): Subject => ({
  ...row,
  submittedAt: submittedAt === null ? null : new Date(submittedAt),
})

/**
 * The application, if the actor may do `what` to it. `lock` holds its row until the transaction ends.
 * @throws PortalError 'not-found' if it does not exist or the actor may not read it; 'forbidden' if they may only read
 */
export async function loadApplication(
  executor: Executor,
  actor: Actor,
  id: string,
  what: ApplicationAction = 'read',
  lock = false,
): Promise<KnownApplication> {
  return allowed(executor, actor, await findForActor(executor, actor, id, lock), what)
}

/**
 * The same for an application that a query has found, or has not.
 * @throws PortalError as `loadApplication`
 */
export async function allowed(
  executor: Executor,
  actor: Actor,
  application: KnownApplication | null,
  what: ApplicationAction,
): Promise<KnownApplication> {
  if (!application) throw noSuchApplication()
  if (can(actor, what, application)) return application
  if (await hasActed(executor, actor, application))
    throw new PortalError('not-found', 'You no longer act for this applicant here. The earlier answers stay saved.')
  if (!can(actor, 'read', application)) throw noSuchApplication()
  if (actsFor(actor, application))
    throw new PortalError(
      'forbidden',
      'Only the applicant can do this. You act for them, and may fill the application in.',
    )
  if (what !== 'read') {
    throw new PortalError('forbidden', 'You can no longer change this application. Your submission stays as it is.')
  }
  return application
}

/**
 * Tells an admin whose acting has ended or belongs to another session, as long as they could begin again. After a
 * conflict of interest it says nothing, because that would reveal the application's state.
 */
async function hasActed(executor: Executor, actor: Actor, application: KnownApplication): Promise<boolean> {
  if (actor.kind !== 'person' || application.tie.acting || !can(actor, 'act-for', application)) return false
  const theirs = and(eq(actings.applicationId, application.id), eq(actings.personId, actor.id))
  return (await executor.$count(actings, theirs)) > 0
}

/**
 * The application of the link's request. `lock` keeps its applicant from changing requests until the transaction ends;
 * take it before the request's own lock, as the applicant's side does.
 */
export async function applicationOfLink(executor: Executor, holder: LinkHolder, lock = false): Promise<Application> {
  const query = selectApplications(executor)
    .innerJoin(referenceRequests, eq(referenceRequests.applicationId, applications.id))
    .where(eq(referenceRequests.id, holder.requestId))
  const [row] = lock ? await query.for('key share', { of: applications }) : await query
  if (!row) throw noSuchApplication()
  return { ...row.application, ...row.call }
}

/** The Call of a loaded application; usually without a query. */
export async function callOf(executor: Executor, application: Application): Promise<Call> {
  const { callId, callSlug, callTitle, callVersion, ...its } = application
  const { opensAt, closesAt, graceMinutes, letterGraceDays, resultsReleasedAt } = its
  const clock = { opensAt, closesAt, graceMinutes, letterGraceDays, resultsReleasedAt }
  const row = { id: callId, slug: callSlug, title: callTitle, version: callVersion, ...clock }
  return withDefinition(executor, row)
}

/** The person's applications, newest first, each with its Call's slug and dates. */
export async function applicationsOf(executor: Executor, person: Person): Promise<Application[]> {
  const rows = await selectApplications(executor)
    .where(eq(applications.personId, person.id))
    .orderBy(desc(applications.createdAt), desc(applications.id))
  return rows.map((row) => ({ ...row.application, ...row.call }))
}

/** Begins an application, or finds the existing one: a unique constraint allows one per Call and person. */
export async function startApplication(executor: Executor, person: Person, callId: string): Promise<string> {
  return executor.transaction(async (tx) => {
    const [created] = await tx
      .insert(applications)
      .values({ callId, personId: person.id })
      .onConflictDoNothing()
      .returning()
    if (created) {
      await recordEvent(tx, { applicationId: created.id, actorId: person.id, actorRole: 'applicant', type: 'start' })
      return created.id
    }
    const [existing] = await tx
      .select({ id: applications.id })
      .from(applications)
      .where(and(eq(applications.callId, callId), eq(applications.personId, person.id)))
    return existing!.id
  })
}

/** The saved sections of the outer query's application. */
const sectionsOf = sql<SavedAnswers[]>`(
  select coalesce(json_agg(json_build_object('key', s.key, 'answers', s.answers, 'version', s.version,
    'savedAt', s.saved_at)), '[]')
  from ${applicationSections} s where s.application_id = ${applications}.id)`.mapWith((rows: SavedAnswers[]) =>
  rows.map((row) => ({ ...row, savedAt: new Date(row.savedAt) })),
)

function selectOpened(executor: Executor, actor: Actor = visitor) {
  const opened = { ...knownColumns(actor), sections: sectionsOf, acted: openActingOf(applications.id) }
  return executor
    .select(opened)
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(institutions, itsInstitution)
    .where(eq(applications.id, sql.placeholder('id')))
}

const openedUntied = prepared((executor) => selectOpened(executor))

/**
 * What every page of an application needs, by one statement: the application, if the actor may read it, its saved
 * sections, and whether an acting for its applicant is open.
 * @throws PortalError as `loadApplication`
 */
export async function openApplication(executor: Executor, actor: Actor, id: string) {
  const rows = !isUuid(id)
    ? []
    : hasTies(actor)
      ? await selectOpened(executor, actor).execute({ id })
      : await openedUntied(executor, { id })
  const [row] = rows
  const application = await allowed(executor, actor, row ? known(row) : null, 'read')
  return { application, sections: row!.sections, acted: row!.acted }
}

/** All saved sections of an application. The caller has loaded it as an actor who may read it. */
export async function savedSections(executor: Executor, applicationId: string): Promise<SavedSection[]> {
  return executor.select().from(applicationSections).where(eq(applicationSections.applicationId, applicationId))
}

export function answersOf(sections: Pick<SavedAnswers, 'key' | 'answers'>[]): AllAnswers {
  return Object.fromEntries(sections.map((section) => [section.key, section.answers]))
}

/** What the application has besides its answers. */
export async function attachedTo(executor: Executor, applicationId: string): Promise<Attached> {
  const [row] = await attached(executor, { id: applicationId })
  return { files: row!.files, named: row!.named }
}

const attached = prepared((executor) =>
  executor
    .select({
      files: sql<DocumentCounts>`(
        select coalesce(json_object_agg(d.kind, d.files), '{}') from (
          select kind, count(*)::int as files from ${documents}
          where application_id = ${applications}.id and removed_at is null group by kind) d)`,
      named: standingKinds(sql`${applications}.id`),
    })
    .from(applications)
    .where(eq(applications.id, sql.placeholder('id'))),
)

/** The last submission; null for a draft that was never submitted. */
export async function lastSubmission(executor: Executor, applicationId: string) {
  const [row] = await executor
    .select()
    .from(submissions)
    .where(eq(submissions.applicationId, applicationId))
    .orderBy(desc(submissions.attempt))
    .limit(1)
  return row ? { ...row, snapshot: row.snapshot as Snapshot } : null
}
