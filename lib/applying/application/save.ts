import { and, eq, type SQL, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Database, Executor } from '@/db/client'
import { prepared } from '@/db/prepared'
import { applicationSections, applications, calls, institutions } from '@/db/schema'
import { changedBy, recordFilled } from '@/lib/applying/acting/record-changes'
import type { CallDefinition } from '@/lib/call/definition'
import type { Answers, Section } from '@/lib/form/definition'
import { sectionFacts } from '@/lib/form/rules'
import { type SaveRequest, type SaveResult, settle } from '@/lib/form/save-request'
import { storedSchema } from '@/lib/form/schema'
import { EDITABLE } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { idleSeconds } from '@/lib/people/idle-limit'
import { isOnItsSide } from '@/lib/people/permissions'
import { plainSession } from '@/lib/people/queries'
import { knownDefinition } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { isUuid } from '@/lib/shared/uuid'
import { closing, itsInstitution } from './closing'
import { isEditable } from './editable'
import { hostOf } from './form-context'
import { callOf, loadApplication, noSuchApplication, savedSections } from './queries'

/** A save, and in whose session it was. */
type SavedInSession = { result: SaveResult; session: { personId: string; sessionId: string; unseen: number } }

/**
 * Saves in one statement with the check of the session: what the many autosaves of applicants need, who have no role.
 * Null if it saved nothing, for any reason: `autosave` does more, or says why not. A process remembers whose Call an
 * application is, and the statement makes sure that the process still knows the Call's present version.
 */
export async function saveInSession(
  db: Database,
  sessionId: string,
  applicationId: string,
  sectionKey: string,
  request: SaveRequest,
): Promise<SavedInSession | null> {
  const callId = isUuid(sessionId) ? callsKnown.get(applicationId) : undefined
  const known = callId ? knownDefinition(callId) : undefined
  const section = known && formSection(known.definition, sectionKey)
  if (!section || isChoice(section)) return null
  const answers = storedSchema(section).safeParse(request.answers)
  if (!answers.success) return null
  const [row] = await writtenInSession(db, {
    ...values(applicationId, section.key, answers.data, request),
    call: callId,
    callVersion: known.version,
    sessionId,
    idleSeconds: idleSeconds(),
  })
  return row ? { result: savedAs(row), session: { personId: row.personId, sessionId, unseen: row.unseen } } : null
}

/**
 * An autosave of the signed-in person: `saveSection` by the present version of the application's Call.
 * @throws PortalError as `saveSection`
 */
export async function autosave(
  db: Database,
  person: Person,
  applicationId: string,
  sectionKey: string,
  request: SaveRequest,
): Promise<SaveResult> {
  const application = await loadApplication(db, person, applicationId)
  const call = await callOf(db, application)
  callsKnown.set(applicationId, call.id)
  return saveSection(db, person, applicationId, call.definition, sectionKey, request)
}

/** The Call of each application, which never changes. */
const callsKnown = new LRUCache<string, string>({ max: 20_000 })

const formSection = ({ sections }: CallDefinition, key: string) =>
  sections.find((candidate) => candidate.key === key && candidate.kind === 'form')

/** Whether its answers also set columns of the application. */
const isChoice = ({ fields }: Section) => fields.some(({ type }) => type === 'track' || type === 'institution')

/**
 * Saves a section's answers as typed, if nobody else has saved since their base version. Safe to repeat.
 * @throws PortalError 'invalid' (too long), 'not-found', 'forbidden' (submitted), 'closed' (the Call)
 */
export async function saveSection(
  db: Database,
  person: Person,
  applicationId: string,
  definition: CallDefinition,
  sectionKey: string,
  request: SaveRequest,
): Promise<SaveResult> {
  const section = formSection(definition, sectionKey)
  if (!section) throw new PortalError('not-found', 'There is no such section.')
  const answers = storedSchema(section).safeParse(request.answers)
  if (!answers.success)
    throw new PortalError('invalid', answers.error.issues[0]?.message ?? 'These answers cannot be saved.')
  const choice = isChoice(section) ? definition : null
  // Checks the right to act for others under a lock; the many applicants need only one statement.
  const saved = person.roles.some(({ role }) => role === 'admin')
    ? await db.transaction((tx) => writeAsAdmin(tx, person, applicationId, choice, section, answers.data, request))
    : choice
      ? await db.transaction((tx) => writeChoice(tx, person, applicationId, choice, section, answers.data, request))
      : await write(db, person.id, applicationId, section.key, answers.data, request)
  return saved ?? explain(db, person, applicationId, section.key, answers.data)
}

/**
 * One statement: it share-locks the application's row, so that a submission at the same moment sees these answers or
 * refuses them; the version guards against another page's save; writer and seq let a page's own repeat pass.
 */
async function write(
  executor: Executor,
  applicantId: string,
  applicationId: string,
  key: string,
  answers: Answers,
  request: SaveRequest,
) {
  const given = { ...values(applicationId, key, answers, request), applicant: applicantId }
  const [row] = await written(executor, given)
  return row ? savedAs(row) : null
}

const values = (application: string, key: string, answers: Answers, { version, writer, seq }: SaveRequest) => ({
  application,
  key,
  answers: JSON.stringify(answers),
  version,
  writer,
  seq,
})

const savedAs = ({ version, savedAt }: { version: number; savedAt: string }) => ({
  outcome: 'saved' as const,
  version,
  savedAt: new Date(savedAt),
})

const { placeholder } = sql

/** What a save inserts or updates, if `allowed` holds too, whose `from` joins the application. */
const saving = (executor: Executor, from: SQL, allowed: SQL) =>
  executor
    .$with('saved', { version: sql<number>`version`.as('version'), savedAt: sql<string>`saved_at`.as('saved_at') })
    .as(sql`
    with editable as (
      select ${applications.id} from ${applications}
        join ${calls} on ${calls.id} = ${applications.callId}
        left join ${institutions} on ${itsInstitution}
        ${from}
      where ${applications.id} = ${placeholder('application')} and ${allowed}
        and ${applications.state} in ${EDITABLE}
        and case when ${applications.state} = 'returned' then now() <= ${applications.correctBy}
          else now() between ${calls.opensAt} and ${closing} end
      for share of ${applications}
    )
    insert into ${applicationSections} as s (application_id, key, answers, version, writer, seq)
    select id, ${placeholder('key')}, ${placeholder('answers')}::jsonb, 1, ${placeholder('writer')}, ${placeholder('seq')}
      from editable
    on conflict (application_id, key) do update
      set answers = excluded.answers, version = s.version + 1, writer = excluded.writer, seq = excluded.seq, saved_at = now()
      where s.version = ${placeholder('version')} or (s.writer = excluded.writer and s.seq < excluded.seq)
    returning version, saved_at`)

const written = prepared((executor) => {
  const saved = saving(executor, sql``, sql`${applications.personId} = ${placeholder('applicant')}`)
  return executor.with(saved).select().from(saved)
})

const writtenInSession = prepared((executor) => {
  const session = plainSession(executor)
  const saved = saving(
    executor,
    sql`join ${session} on ${session.personId} = ${applications.personId}`,
    sql`${calls.id} = ${placeholder('call')} and ${calls.version} = ${placeholder('callVersion')}`,
  )
  const { version, savedAt } = saved
  const { personId, unseen } = session
  return executor.with(session, saved).select({ version, savedAt, personId, unseen }).from(saved).crossJoin(session)
})

/** The section with track and institution also sets the application's own columns, in the same transaction. */
async function writeChoice(
  tx: Executor,
  person: Person,
  applicationId: string,
  definition: CallDefinition,
  section: Section,
  answers: Answers,
  request: SaveRequest,
) {
  const before = await loadApplication(tx, person, applicationId, 'edit', true)
  const facts = sectionFacts(section, answers, hostOf(definition))
  const known = (list: { key: string }[], key: string | undefined) =>
    list.some((entry) => entry.key === key) ? key! : null
  const choice = {
    track: known(definition.tracks, facts.track),
    institution: known(definition.institutions, facts.institution),
  }
  // The institution that returned it is waiting for it.
  if (before.state === 'returned' && (choice.track !== before.track || choice.institution !== before.institution))
    throw new PortalError(
      'invalid',
      'This application was returned for correction, so its scholarship and host institution stay as they were submitted.',
    )
  const saved = await write(tx, before.personId, applicationId, section.key, answers, request)
  if (!saved) return null
  await tx
    .update(applications)
    .set({ ...choice, updatedAt: new Date() })
    .where(eq(applications.id, applicationId))
  // A later deadline may hold only for the former institution: a choice must not lock the applicant out.
  if (!isEditable(await loadApplication(tx, person, applicationId, 'edit'))) {
    throw new PortalError(
      'closed',
      'The later deadline holds only for the institution that you chose before. With this choice the application would be closed, so the choice was not saved.',
    )
  }
  return saved
}

/**
 * A save by an admin who acts for an applicant. Runs under the application's lock, so that it fails once the acting has
 * ended, and records which questions have a different answer.
 */
async function writeAsAdmin(
  tx: Executor,
  person: Person,
  applicationId: string,
  choice: CallDefinition | null,
  section: Section,
  answers: Answers,
  request: SaveRequest,
) {
  const application = await loadApplication(tx, person, applicationId, 'edit', true)
  const before = (await savedSections(tx, applicationId)).find(({ key }) => key === section.key)?.answers ?? {}
  const saved = choice
    ? await writeChoice(tx, person, applicationId, choice, section, answers, request)
    : await write(tx, application.personId, applicationId, section.key, answers, request)
  if (saved) await recordFilled(tx, changedBy(person, application), applicationId, section, before, answers)
  return saved
}

/** Why nothing was written, as an error for the person; a repeat of the stored answers counts as saved. */
async function explain(
  db: Database,
  person: Person,
  applicationId: string,
  key: string,
  answers: Answers,
): Promise<SaveResult> {
  const application = await loadApplication(db, person, applicationId)
  if (!isOnItsSide(person, application)) throw noSuchApplication()
  await loadApplication(db, person, applicationId, 'edit')
  const [current] = await db
    .select()
    .from(applicationSections)
    .where(and(eq(applicationSections.applicationId, applicationId), eq(applicationSections.key, key)))
  if (application.state === 'returned' && !isEditable(application))
    throw new PortalError(
      'closed',
      'The time to correct this application is over. Your earlier submission counts; what you saved since is kept.',
    )
  if (!current || !isEditable(application)) {
    throw new PortalError(
      'closed',
      'The Call is not open, so this could not be saved. Your earlier answers stay saved.',
    )
  }
  return settle(current, answers)
}
