import { downloadZip } from 'client-zip'
import { eq, inArray, sql } from 'drizzle-orm'
import { db, type Executor } from '@/db/client'
import {
  actings,
  applicationSections,
  applications,
  calls,
  documents,
  messages,
  notificationPreferences,
  notifications,
  offerLetters,
  offers,
  people,
  referenceRequests,
  reviewers,
  roles,
  sessions,
  submissions,
} from '@/db/schema'
import { toldEvents } from '@/lib/applying/application/event-words'
import { namedByType } from '@/lib/applying/document/file-endings'
import type { Document } from '@/lib/applying/document/queries'
import { storage } from '@/lib/applying/document/storage'
import { shownToApplicant } from '@/lib/lifecycle/application'
import { heldInWords } from '@/lib/lifecycle/files'
import { accessesOf } from '@/lib/people/access/queries'
import type { Person } from '@/lib/people/actor'
import { LIMITS, limited } from '@/lib/people/rate-limit'
import { eventsOf, recordEvent } from '@/lib/platform/ledger/queries'

/**
 * Everything that the portal keeps of a person and that they gave or may see, as data. It leaves out what others wrote
 * in confidence (letters, reviews, notes of staff), unreleased results, and secrets such as the password's hash.
 */
export async function ownData(person: Person) {
  const mine = eq(applications.personId, person.id)
  const rows = await db
    .select({ application: applications, callTitle: calls.title, resultsReleasedAt: calls.resultsReleasedAt })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(mine)
  const ids = rows.map(({ application }) => application.id)
  const of = <T extends { applicationId: string }>(list: T[], id: string) =>
    list.filter((one) => one.applicationId === id)
  const [[account], sections, handedIn, files, asked, helped] = await Promise.all([
    db
      .select({ name: people.name, latinName: people.latinName, email: people.email, since: people.createdAt })
      .from(people)
      .where(eq(people.id, person.id)),
    db.select().from(applicationSections).where(inArray(applicationSections.applicationId, ids)),
    db.select().from(submissions).where(inArray(submissions.applicationId, ids)),
    db.select().from(documents).where(inArray(documents.applicationId, ids)),
    db.select().from(referenceRequests).where(inArray(referenceRequests.applicationId, ids)),
    db
      .select({ acting: actings, by: people.name })
      .from(actings)
      .innerJoin(people, eq(people.id, actings.personId))
      .where(inArray(actings.applicationId, ids)),
  ])
  const list = await Promise.all(
    rows.map(async ({ application, callTitle, resultsReleasedAt }) => ({
      call: callTitle,
      number: application.number,
      track: application.track,
      institution: application.institution,
      state: shownToApplicant({ ...application, resultsReleasedAt }),
      begun: application.createdAt,
      submitted: application.submittedAt,
      erased: application.erasedAt,
      answers: Object.fromEntries(of(sections, application.id).map(({ key, answers }) => [key, answers])),
      submissions: of(handedIn, application.id).map(({ attempt, submittedAt, snapshot }) => ({
        attempt,
        submittedAt,
        snapshot,
      })),
      documents: of(files, application.id).map((file) => {
        const { kind, filename, size, sha256, uploadedAt, removedAt } = file
        return { file: nameIn(file), kind, filename, size, sha256, uploadedAt, removedAt }
      }),
      // Their own answers as a referee are theirs, and confidential; those of referees they named are not included.
      people: of(asked, application.id).map(
        ({ kind, name, email, position, institution, country, relation, state }) => ({
          kind,
          name,
          email,
          position,
          institution,
          country,
          relation,
          state,
        }),
      ),
      // Admins who acted for them, at their request.
      helped: helped
        .filter(({ acting }) => acting.applicationId === application.id)
        .map(({ acting: { way, reason, beganAt, endedAt, end }, by }) => ({ by, way, reason, beganAt, endedAt, end })),
      history: toldEvents(await eventsOf(db, application.id), resultsReleasedAt).map(({ event, told }) => ({
        at: event.at,
        what: told.filter((part) => typeof part === 'string').join(': '),
      })),
    })),
  )
  const told = { title: notifications.title, at: notifications.createdAt, readAt: notifications.readAt }
  return {
    account,
    roles: await db
      .select({ role: roles.role, institution: roles.institution, since: roles.createdAt, ended: roles.endedAt })
      .from(roles)
      .where(eq(roles.personId, person.id)),
    reviewer: await db.select().from(reviewers).where(eq(reviewers.personId, person.id)),
    applications: list,
    notifications: await db.select(told).from(notifications).where(eq(notifications.personId, person.id)),
    preferences: await db.select().from(notificationPreferences).where(eq(notificationPreferences.personId, person.id)),
    mails: await db
      .select({ subject: messages.subject, text: messages.text, at: messages.queuedAt, state: messages.state })
      .from(messages)
      .where(sql`lower(${messages.recipient}) = lower(${person.email}) and not ${messages.sealed}`),
    sessions: await db
      .select({ device: sessions.userAgent, since: sessions.createdAt, ended: sessions.revokedAt })
      .from(sessions)
      .where(eq(sessions.personId, person.id)),
    signIns: await accessesOf(db, person.id),
    letters: await db
      .select({ number: applications.number, file: offerLetters.file, sha256: offerLetters.sha256 })
      .from(offerLetters)
      .innerJoin(offers, eq(offers.id, offerLetters.offerId))
      .innerJoin(applications, eq(applications.id, offers.applicationId))
      .where(mine)
      .orderBy(offerLetters.madeAt),
    files: files.map((file) => ({
      name: nameIn(file),
      storageKey: file.storageKey,
      size: file.size,
      held: heldInWords(file),
    })),
  }
}

/** A unique file name that every system reads. */
const nameIn = ({ id, filename, type }: Document) =>
  `files/${id.slice(0, 8)} ${namedByType(filename, type)
    .replace(/[^\p{L}\p{N}. _-]/gu, '_')
    .slice(-100)}`

/**
 * Records that a person takes their own data, because a stranger at their computer may do it. @throws PortalError
 * 'too-many'
 */
export async function recordOwnDownload(executor: Executor, person: Person): Promise<void> {
  await limited(executor, LIMITS.ownData, person.id)
  await recordEvent(executor, {
    applicationId: null,
    actorId: person.id,
    actorRole: 'person',
    type: 'own-data-downloaded',
    data: { person: person.id },
  })
}

/** The same as a ZIP, streamed file by file; a text names lost files. */
export async function ownArchive(person: Person): Promise<ReadableStream<Uint8Array>> {
  const { files, letters, ...data } = await ownData(person)
  async function* entries() {
    yield { name: 'data.json', input: JSON.stringify(data, null, 2) }
    for (const { number, file, sha256 } of letters)
      yield { name: `letters/${number} offer ${sha256.slice(0, 8)}.pdf`, input: new Uint8Array(file) }
    for (const { name, storageKey, held } of files) {
      if (held) {
        yield { name: `${name}.txt`, input: `${held}\n` }
        continue
      }
      const input = await (await storage()).get(storageKey).catch(() => null)
      yield input ? { name, input } : { name: `${name}.missing.txt`, input: 'This file could not be read.\n' }
    }
  }
  return downloadZip(entries()).body!
}
