import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { offerConditions, offers } from '@/db/schema'
import { move, requireState } from '@/lib/applying/application/move'
import { loadApplication } from '@/lib/applying/application/queries'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { findRevocation } from './revocation'
import { tellCondition } from './tell-applicant'

/** The offer that holds the application's place, with its conditions; null for none. The caller may read it. */
export async function openOffer(executor: Executor, applicationId: string) {
  const [offer] = await executor
    .select()
    .from(offers)
    .where(and(eq(offers.applicationId, applicationId), inArray(offers.state, ['made', 'accepted'])))
  return offer ? { ...offer, conditions: await conditionsOf(executor, offer.id) } : null
}

/** The conditions of an offer, by date. The caller may read it. */
export async function conditionsOf(executor: Executor, offerId: string | SQL) {
  return executor
    .select()
    .from(offerConditions)
    .where(eq(offerConditions.offerId, offerId))
    .orderBy(asc(offerConditions.due), asc(offerConditions.id))
}

/**
 * The institution confirms that the student has arrived.
 * @throws PortalError 'not-found', 'forbidden'; 'conflict' if the offer is not accepted, or an admin proposes to revoke
 * it; 'invalid' while a condition is not met.
 */
export async function enrol(db: Database, person: Person, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, person, id, 'enrol', true)
    if (application.state === 'enrolled') return
    requireState(application, 'enrol')
    if (await findRevocation(tx, id))
      throw new PortalError(
        'conflict',
        'The funder is checking whether this offer is still valid. Ask the funder first.',
      )
    const open = (await openOffer(tx, id))!.conditions.filter(({ met }) => met !== true)
    if (open.length > 0)
      throw new PortalError(
        'invalid',
        `A condition of the offer is not met yet: ${open.map(({ text }) => text).join('; ')}.`,
      )
    await move(tx, application, 'enrol', { by: { id: person.id, role: roleOf(person) } })
  })
}

/** An action of an officer, or of an admin in their place. */
const roleOf = (person: Person) => (staffRole(person) === 'admin' ? 'admin' : 'officer')

/**
 * Adds a condition to an offer. The applicant reads it with the offer, or at once after the release; nobody can add one
 * after the answer.
 * @throws PortalError 'not-found', 'forbidden'; 'conflict' if no offer waits for an answer.
 */
export async function addCondition(
  db: Database,
  actor: Person,
  id: string,
  { text, due }: { text: string; due: Date | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, actor, id, 'decide', true)
    const offer = await openOffer(tx, id)
    if (offer?.state !== 'made')
      throw new PortalError('conflict', 'A condition can be added only while the offer waits for an answer.')
    // Sent twice, it is one condition, and the applicant gets one notice.
    if (offer.conditions.some((one) => one.text === text && one.due?.getTime() === due?.getTime())) return
    await tx.insert(offerConditions).values({ offerId: offer.id, text, due })
    await recordEvent(tx, {
      applicationId: id,
      actorId: actor.id,
      actorRole: 'admin',
      type: 'condition-added',
      data: { text, due: due?.toISOString() ?? null },
    })
    if (application.resultsReleasedAt) await tellCondition(tx, application, { text, due })
  })
}

/**
 * Marks a condition as met or not, or removes the mark (null). `version`: of the condition on the page.
 * @throws PortalError 'not-found', 'forbidden'; 'conflict' if it was marked since, the offer is not open, or the
 * student is enrolled.
 */
export async function markCondition(
  db: Database,
  person: Person,
  id: string,
  mark: { condition: string; met: boolean | null; note: string; version: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, person, id, 'enrol', true)
    if (application.state === 'enrolled')
      throw new PortalError('conflict', 'The student is enrolled, so you can no longer mark conditions.')
    const offer = await openOffer(tx, id)
    const condition = offer?.conditions.find((one) => one.id === mark.condition)
    if (!condition) throw new PortalError('conflict', 'This offer is no longer open.')
    const { met, note } = mark
    const by = met === null ? { markedBy: null, markedAt: null } : { markedBy: person.id, markedAt: sql`now()` }
    const [row] = await tx
      .update(offerConditions)
      .set({ met, note: note || null, ...by, version: sql`${offerConditions.version} + 1` })
      .where(and(eq(offerConditions.id, condition.id), eq(offerConditions.version, mark.version)))
      .returning({ id: offerConditions.id })
    if (!row)
      throw new PortalError(
        'conflict',
        'Somebody else has marked this condition since you opened this page. Look again, then mark it.',
      )
    await recordEvent(tx, {
      applicationId: id,
      actorId: person.id,
      actorRole: roleOf(person),
      type: 'condition-marked',
      data: { condition: condition.text, met, note: note || null },
    })
  })
}
