import { and, count, eq, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import {
  applicationSections,
  applications,
  assignments,
  documents,
  eligibilityDecisions,
  events,
  people,
  referenceRequests,
  reviewers as reviewerTable,
  reviews,
  roles,
  submissions,
  tracks,
} from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'
import { findCall } from '@/lib/platform/call-store/queries'
import { Problem } from '@/lib/shared/problem'
import { randomOf } from '@/lib/shared/seeded-random'
import { type Applicant, inventApplicant } from './applicant'
import { type Filled, rowsOf } from './application'
import { chunks } from './chunks'
import { fillNominations } from './nominate'
import { inventReview, inventReviewer, type Reviewer, reviewersFor } from './reviewing'

export type Wanted = { applications: number; reviewers: number; seed: number; add?: boolean; passwordHash?: string }
/** Stores a document's bytes; only called for the first applications. */
export type Keep = (storageKey: string, bytes: Buffer) => Promise<void>

/** Applications written at once: each event locks its application's chain until its transaction ends. */
const CHUNK = 250
const WITH_FILES = 20
const DUPLICATES = 0.006
const DAY = 86_400_000

const STATES: [State, number][] = [
  ['draft', 8],
  ['submitted', 8],
  ['eligible', 6],
  ['ineligible', 8],
  ['returned', 2],
  ['withdrawn', 3],
  ['under-review', 65],
]

/**
 * Fills a Call with invented applications, reviewers, reviews and nominations: the same for the same seed. Submitted
 * ones pass the checks of a submission.
 * @throws Problem if there are applications already (unless `add`), or this seed was used before.
 */
export async function fillCall(db: Database, slug: string, wanted: Wanted, keep: Keep = async () => {}): Promise<void> {
  const call = await findCall(db, slug)
  if (!call) throw new Problem(`there is no Call '${slug}'.`)
  await refuse(db, call, wanted)
  const random = randomOf(wanted.seed)
  const address = (who: string, n: number) => `${who}-${wanted.seed}-${String(n).padStart(5, '0')}@example.org`
  const account = { passwordHash: wanted.passwordHash ?? null, emailVerifiedAt: call.opensAt, createdAt: call.opensAt }
  const reviewers = Array.from({ length: wanted.reviewers }, (_, n) =>
    inventReviewer(random, call, address('reviewer', n + 1)),
  )
  const staff = staffOf()
  await db.transaction(async (tx) => {
    for (const part of chunks([...reviewers.map(({ person }) => person), ...staff.map(({ person }) => person)], 500))
      await tx.insert(people).values(part.map((person) => ({ ...person, ...account })))
    const callId = call.id
    if (reviewers.length > 0) {
      await tx
        .insert(roles)
        .values(reviewers.map(({ person }) => ({ personId: person.id, role: 'reviewer' as const, callId })))
      await tx
        .insert(reviewerTable)
        .values(reviewers.map(({ person, profile }) => ({ callId, personId: person.id, ...profile })))
    }
    await tx
      .insert(roles)
      .values(staff.map(({ person, role, institution }) => ({ personId: person.id, role, callId, institution })))
  })
  const known: Applicant[] = []
  for (let from = 0; from < wanted.applications; from += CHUNK) {
    const all: Filled[] = []
    for (let n = from + 1; n <= Math.min(wanted.applications, from + CHUNK); n++) {
      const like = known.length > 0 && random.chance(DUPLICATES) ? random.pick(known) : undefined
      const applicant = inventApplicant(random, call, n, like)
      known.push(applicant)
      all.push(rowsOf(random, call, applicant, address('applicant', n), random.weighted(STATES)))
    }
    await db.transaction((tx) => writeApplications(tx, all))
    if (from === 0)
      for (const { papers } of all.slice(0, WITH_FILES))
        for (const { row, bytes } of papers) await keep(row.storageKey, bytes)
  }
  const officers = new Map(
    staff.flatMap(({ institution, person }) => (institution ? [[institution, person.id] as const] : [])),
  )
  await fillNominations(db, call, random, officers)
  // Updates the planner's statistics after so many new rows.
  await db.execute(sql`analyze`)

  function staffOf() {
    const officers = call!.definition.institutions.map(({ key }) => key)
    const person = (who: string, n: number, name: string) => ({ id: random.uuid(), email: address(who, n), name })
    return [
      ...officers.map((institution, n) => ({
        role: 'officer' as const,
        institution,
        person: person('officer', n + 1, `Officer at ${institution.toUpperCase()}`),
      })),
      ...[1, 2].map((n) => ({
        role: 'chief' as const,
        institution: null,
        person: person('chief', n, `Chief reviewer ${n}`),
      })),
    ]
  }

  async function writeApplications(tx: Executor, all: Filled[]) {
    await tx.insert(people).values(all.map(({ person }) => ({ ...person, ...account })))
    const written = await reviewed(all)
    await tx.insert(applications).values(
      await numbered(
        tx,
        written.map(({ application }) => application),
      ),
    )
    await tx.insert(applicationSections).values(all.flatMap(({ sections }) => sections))
    const files = all.flatMap(({ papers }) => papers.map(({ row }) => row))
    for (const part of chunks(files, 2000)) await tx.insert(documents).values(part)
    const requests = all.flatMap((one) => one.requests)
    if (requests.length > 0) await tx.insert(referenceRequests).values(requests)
    const handedIn = all.flatMap(({ submission }) => (submission ? [submission] : []))
    if (handedIn.length > 0) await tx.insert(submissions).values(handedIn)
    const given = written.flatMap((one) => one.assignments)
    if (given.length > 0) await tx.insert(assignments).values(given)
    const texts = written.flatMap((one) => one.reviews)
    if (texts.length > 0) await tx.insert(reviews).values(texts)
    const decisions = all.flatMap(decisionOf)
    if (decisions.length > 0) await tx.insert(eligibilityDecisions).values(decisions)
    const recorded = all.flatMap(eventsOf)
    if (recorded.length > 0) await tx.insert(events).values(recorded)
  }

  function reviewed(all: Filled[]) {
    return all.map((one) => {
      const chosen =
        one.state === 'under-review'
          ? reviewersFor(random, one, reviewers, call!.definition.reviewersPerApplication)
          : []
      const quality = random.normal()
      const rows = chosen.map((reviewer) => inventAssignment(one, reviewer, quality))
      const totals = rows.flatMap(({ review }) => (review?.submittedAt ? [review.total!] : []))
      const score = totals.length > 0 ? totals.reduce((sum, total) => sum + total, 0) / totals.length : null
      return {
        application: { ...one.application, score, reviewsIn: totals.length },
        assignments: rows.map(({ assignment }) => assignment),
        reviews: rows.flatMap(({ review }) => (review ? [review] : [])),
      }
    })
  }

  function inventAssignment(one: Filled, reviewer: Reviewer, quality: number) {
    const at = new Date(one.application.submittedAt!.getTime() + 7 * DAY)
    const how = random.weighted([
      ['in', 86],
      ['begun', 6],
      ['waits', 5],
      ['undeclared', 3],
    ] as const)
    const id = random.uuid()
    const assignment = {
      id,
      applicationId: one.application.id,
      personId: reviewer.person.id,
      origin: 'run' as const,
      assignedAt: at,
      releasedAt: at,
      clearedAt: how === 'undeclared' ? null : at,
    }
    if (how === 'waits' || how === 'undeclared') return { assignment, review: null }
    const { answers, total } = inventReview(random, call!, one.track, quality, reviewer, how === 'in')
    const savedAt = new Date(at.getTime() + random.int(1, 10) * DAY)
    return {
      assignment,
      review: {
        assignmentId: id,
        answers,
        total,
        savedAt,
        submittedAt: total === null ? null : savedAt,
        version: 1,
        writer: 'fill',
        seq: 1,
      },
    }
  }

  function decisionOf({ application, state }: Filled) {
    const outcome = state === 'under-review' ? 'eligible' : state
    if (outcome !== 'eligible' && outcome !== 'ineligible' && outcome !== 'returned') return []
    const told = {
      eligible: null,
      ineligible: 'The degree certificate is not of the level that the Call asks for.',
      returned: 'Please upload the transcripts of all years.',
    }[outcome]
    const officer = staff.find(({ institution }) => institution === application.institution) ?? staff[0]!
    const at = new Date(application.submittedAt!.getTime() + 5 * DAY)
    return [
      {
        id: random.uuid(),
        applicationId: application.id,
        outcome,
        told,
        correctBy: application.correctBy,
        personId: officer.person.id,
        at,
      },
    ]
  }
}

function eventsOf({ application: { id, personId, state, submittedAt } }: Filled) {
  if (!submittedAt) return []
  const by = { applicationId: id, actorId: personId, actorRole: 'applicant' }
  const submitted = { ...by, type: 'submit', at: submittedAt }
  return state === 'withdrawn'
    ? [submitted, { ...by, type: 'withdraw', at: new Date(submittedAt.getTime() + DAY) }]
    : [submitted]
}

/** Gives the submitted ones the next numbers of their tracks, as submitting does. */
async function numbered<Row extends Filled['application']>(
  tx: Executor,
  rows: Row[],
): Promise<(Row & { number: string | null })[]> {
  const next = new Map<string, { code: string; number: number }>()
  for (const track of [...new Set(rows.map((row) => row.track))].sort()) {
    const more = rows.filter((row) => row.track === track && row.submittedAt).length
    const [row] = await tx
      .update(tracks)
      .set({ lastNumber: sql`${tracks.lastNumber} + ${more}` })
      .where(and(eq(tracks.callId, rows[0]!.callId), eq(tracks.key, track)))
      .returning({ code: tracks.code, number: tracks.lastNumber })
    next.set(track, { code: row!.code, number: row!.number - more })
  }
  const call = await tx.query.calls.findFirst({ where: (calls) => eq(calls.id, rows[0]!.callId) })
  return rows.map((row) => {
    if (!row.submittedAt) return { ...row, number: null }
    const track = next.get(row.track)!
    track.number++
    return { ...row, number: `${call!.definition.code}-${track.code}-${String(track.number).padStart(5, '0')}` }
  })
}

async function refuse(db: Database, call: Call, { add, seed }: Wanted): Promise<void> {
  const [used] = await db
    .select({ id: people.id })
    .from(people)
    .where(eq(people.email, `chief-${seed}-00001@example.org`))
  if (used) throw new Problem(`the applications of seed ${seed} are there already. Give another --seed.`)
  const [row] = await db.select({ have: count() }).from(applications).where(eq(applications.callId, call.id))
  if (row!.have > 0 && !add) throw new Problem(`there are ${row!.have} applications already. To add to them: --add`)
}
