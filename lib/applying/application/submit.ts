import { createHash } from 'node:crypto'
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { documents, events, submissions, tracks } from '@/db/schema'
import { tellCorrected } from '@/lib/applying/application/officers'
import { indexOf } from '@/lib/applying/application/search-index'
import { queueDossier } from '@/lib/applying/dossier/queries'
import { inviteNamed } from '@/lib/applying/reference/ask'
import { standingRequests } from '@/lib/applying/reference/queries'
import type { Call } from '@/lib/call/call'
import { isOpen } from '@/lib/call/rules'
import { type TransitionName, transitions } from '@/lib/lifecycle/transitions'
import type { Person } from '@/lib/people/actor'
import { PortalError } from '@/lib/shared/errors'
import type { Snapshot } from './frozen-submission'
import { move, requireState } from './move'
import { type Application, answersOf, loadApplication, savedSections } from './queries'
import { snapshotOf } from './snapshot'

/**
 * Submits the application: one transaction that checks everything, freezes a snapshot, gives the number, records the
 * event and tells the applicant. Submitting again without changes does nothing and returns the same number.
 * @throws PortalError 'not-found', 'closed' (past the deadline and its grace), 'invalid' (not complete, or not
 * eligible)
 */
export async function submitApplication(
  db: Database,
  person: Person,
  id: string,
  call: Call,
  receivedAt = new Date(),
): Promise<string> {
  return db.transaction(async (tx) => {
    const application = await loadApplication(tx, person, id, 'withdraw', true)
    if (application.state === 'submitted') {
      // Taken back unchanged when the time to correct it ended: this submission is too late.
      if ((await lastMove(tx, id)) === 'check-again') throw correctionOver()
      return application.number!
    }
    requireAllowed(application, 'submit', receivedAt)
    const snapshot = await takeSnapshot(tx, person, application, call)
    const json = JSON.stringify(snapshot)
    await tx.insert(submissions).values({
      applicationId: id,
      attempt: sql`(select coalesce(max(attempt), 0) + 1 from submissions where application_id = ${id})`,
      snapshot,
      sha256: createHash('sha256').update(json).digest('hex'),
    })
    await inviteNamed(tx, person, application, call)
    await queueDossier(tx, id)
    // Late: every other submission to the track waits from here to the end of this one.
    const number = application.number ?? (await nextNumber(tx, call, snapshot.track))
    await move(tx, application, 'submit', {
      by: { id: person.id, role: 'applicant' },
      data: { number },
      columns: { number, submittedAt: receivedAt, track: snapshot.track, ...indexOf(call.definition, snapshot) },
    })
    if (application.state === 'returned') await tellCorrected(tx, { ...application, number })
    return number
  })
}

/**
 * Takes a withdrawal back while the Call is open. A draft stays one.
 * @throws PortalError as `submitApplication`
 */
export async function reopenApplication(db: Database, person: Person, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, person, id, 'reopen', true)
    if (application.state === transitions.reopen.to) return
    requireAllowed(application, 'reopen', new Date())
    // An erased application that is reopened holds personal data from now on.
    await move(tx, application, 'reopen', { by: { id: person.id, role: 'applicant' }, columns: { erasedAt: null } })
  })
}

const correctionOver = () =>
  new PortalError('closed', 'The time to correct this application is over. Your earlier submission counts.')

/** The transition of its last submission. */
async function lastMove(tx: Executor, id: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ type: events.type })
    .from(events)
    .where(and(eq(events.applicationId, id), inArray(events.type, ['submit', 'check-again'])))
    .orderBy(desc(events.id))
    .limit(1)
  return row?.type
}

function requireAllowed(application: Application, name: TransitionName, at: Date): void {
  requireState(application, name)
  if (!transitions[name].whileOpen) return
  if (application.state === 'returned') {
    const last = application.correctBy!.getTime() + application.graceMinutes * 60_000
    if (at.getTime() <= last) return
    throw correctionOver()
  }
  const phase = isOpen(application, at)
  if (phase === 'open' || (phase === 'grace' && name === 'submit')) return
  const when = phase === 'before' ? 'The Call has not opened yet.' : 'The Call has closed.'
  throw new PortalError('closed', `${when} Your answers and documents are kept as they were saved.`)
}

async function nextNumber(tx: Executor, call: Call, track: string): Promise<string> {
  // The row's lock makes parallel submissions wait for each other; a rollback gives the number back.
  const [row] = await tx
    .update(tracks)
    .set({ lastNumber: sql`${tracks.lastNumber} + 1` })
    .where(and(eq(tracks.callId, call.id), eq(tracks.key, track)))
    .returning({ code: tracks.code, number: tracks.lastNumber })
  return `${call.definition.code}-${row!.code}-${String(row!.number).padStart(5, '0')}`
}

async function takeSnapshot(tx: Executor, person: Person, application: Application, call: Call): Promise<Snapshot> {
  const answers = answersOf(await savedSections(tx, application.id))
  const files = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.applicationId, application.id), isNull(documents.removedAt)))
    .orderBy(asc(documents.uploadedAt), asc(documents.id))
  return snapshotOf(call, { applicant: person, answers, files, requests: await standingRequests(tx, application.id) })
}
