import { and, eq, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applicationSections, applications, calls, institutions } from '@/db/schema'
import { changedBy, recordFilled } from '@/lib/applying/acting/record-changes'
import type { CallDefinition } from '@/lib/call/definition'
import type { Answers, Section } from '@/lib/form/definition'
import { sectionFacts } from '@/lib/form/rules'
import { type SaveRequest, type SaveResult, settle } from '@/lib/form/save-request'
import { storedSchema } from '@/lib/form/schema'
import { EDITABLE } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { isOnItsSide } from '@/lib/people/permissions'
import { PortalError } from '@/lib/shared/errors'
import { closing, itsInstitution } from './closing'
import { isEditable } from './editable'
import { hostOf } from './form-context'
import { loadApplication, noSuchApplication, savedSections } from './queries'

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
  const section = definition.sections.find((candidate) => candidate.key === sectionKey && candidate.kind === 'form')
  if (!section) throw new PortalError('not-found', 'There is no such section.')
  const answers = storedSchema(section).safeParse(request.answers)
  if (!answers.success)
    throw new PortalError('invalid', answers.error.issues[0]?.message ?? 'These answers cannot be saved.')
  const chooses = section.fields.some((field) => field.type === 'track' || field.type === 'institution')
  const choice = chooses ? definition : null
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
  const { version, writer, seq } = request
  const s = applicationSections
  const rows = await executor.execute<{ version: number; saved_at: string }>(sql`
    with editable as (
      select ${applications.id} from ${applications}
        join ${calls} on ${calls.id} = ${applications.callId}
        left join ${institutions} on ${itsInstitution}
      where ${applications.id} = ${applicationId} and ${applications.personId} = ${applicantId}
        and ${applications.state} in ${EDITABLE}
        and case when ${applications.state} = 'returned' then now() <= ${applications.correctBy}
          else now() between ${calls.opensAt} and ${closing} end
      for share of ${applications}
    )
    insert into ${s} as s (application_id, key, answers, version, writer, seq)
    select id, ${key}, ${JSON.stringify(answers)}::jsonb, 1, ${writer}, ${seq} from editable
    on conflict (application_id, key) do update
      set answers = excluded.answers, version = s.version + 1, writer = excluded.writer, seq = excluded.seq, saved_at = now()
      where s.version = ${version} or (s.writer = excluded.writer and s.seq < excluded.seq)
    returning version, saved_at`)
  const row = rows[0]
  return row ? { outcome: 'saved' as const, version: row.version, savedAt: new Date(row.saved_at) } : null
}

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
