import type { Person } from '@/lib/people/actor'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './account'
import { database, portal } from './applicant'
import type { Scene } from './cast'
import { ownCall } from './deadlines'

/** The functions that decide on places, on the database of the server under test. */
async function deciding() {
  const { db, findCall, aStaffMember, aSubmitted } = await portal()
  const [{ award }, { putOnWaitingList }, { addCondition }, { releaseResults }, { answerOffer, expireOffers }] =
    await Promise.all([
      import('@/lib/awarding/decision/award'),
      import('@/lib/awarding/decision/waiting'),
      import('@/lib/awarding/decision/enrol'),
      import('@/lib/awarding/decision/release'),
      import('@/lib/awarding/decision/answer'),
    ])
  const made = { award, putOnWaitingList, addCondition, releaseResults, answerOffer, expireOffers }
  return { db, findCall, aStaffMember, aSubmitted, ...made }
}

/**
 * Nominates applications in a closed Call with one place that allows deferral. `admins`: how many it takes to revoke an
 * offer.
 */
async function intoOwnCall(ids: string[], admins: 'one' | 'two' = 'one') {
  const slug = await ownCall(ids[0]!, -1)
  const sql = database()
  await sql`update calls set definition = jsonb_set(definition, '{decisions}',
    definition -> 'decisions' || jsonb_build_object('deferral', true, 'revocation', ${admins}::text)) where slug = ${slug}`
  await sql`update applications set call_id = (select id from calls where slug = ${slug}), state = 'nominated'
    where id in ${sql(ids)}`
  await sql.end()
  const { db, findCall } = await portal()
  return (await findCall(db, slug))!
}

type Somebody = { id: string; number: string; applicant: Person }

type Offered = { condition?: string; admins?: 'one' | 'two' }

/** A Call with released results: the first has the offer of its one place, the second waits. */
export async function anOffer(institution: string, { condition, admins }: Offered = {}) {
  const { db, findCall, aStaffMember, aSubmitted, ...decide } = await deciding()
  const call2021 = (await findCall(db, '2021'))!
  const passwordHash = await hashPassword(PASSWORD)
  const [first, second] = [
    await aSubmitted(call2021, { institution, name: 'Winner Wambui', passwordHash }),
    await aSubmitted(call2021, { institution, name: 'Second Sato', passwordHash }),
  ] as [Somebody, Somebody]
  const call = await intoOwnCall([first.id, second.id], admins)
  const staff = (role: 'admin' | 'officer') =>
    aStaffMember([role === 'admin' ? { role, callId: call.id } : { role, callId: call.id, institution }], {
      name: `An ${role}`,
      passwordHash,
    })
  const [admin, officer] = [await staff('admin'), await staff('officer')]
  await decide.award(db, admin, call, 'phd', [first.id])
  await decide.putOnWaitingList(db, admin, call, 'phd', [second.id])
  if (condition) await decide.addCondition(db, admin, first.id, { text: condition, due: null })
  await decide.releaseResults(db, admin, call)
  return { call, admin, officer, first, second, another: () => staff('admin') }
}

/** Lets the time to answer pass; the clock has not ended the offer yet. */
export async function outOfTime(id: string): Promise<void> {
  const sql = database()
  await sql`update offers set answer_by = now() - interval '1 hour' where application_id = ${id}`
  await sql.end()
}

/** As the clock does. */
export async function endOffers(): Promise<void> {
  const { db, expireOffers } = await deciding()
  await expireOffers(db)
}

export async function codeOfLetter(id: string): Promise<string> {
  const sql = database()
  const [row] = await sql`select code from offers where application_id = ${id}`
  await sql.end()
  return row!.code
}

/** The scene's application has a released offer, in a separate Call where the scene's people work. */
export async function anOfferOf(scene: Scene, condition?: string): Promise<void> {
  const { db, ...decide } = await deciding()
  const call = await intoOwnCall([scene.id])
  const people = Object.values(scene.cast).flatMap(({ person }) => person?.id ?? [])
  const sql = database()
  await sql`update roles set call_id = ${call.id} where call_id = ${scene.callId} and person_id in ${sql(people)}`
  await sql.end()
  const admin = scene.cast.admin.person!
  await decide.award(db, admin, call, 'phd', [scene.id])
  if (condition) await decide.addCondition(db, admin, scene.id, { text: condition, due: null })
  await decide.releaseResults(db, admin, call)
}

export async function anAcceptedPlace(scene: Scene): Promise<void> {
  await anOfferOf(scene)
  const { db, answerOffer } = await deciding()
  await answerOffer(db, scene.cast.owner.person!, scene.id, 'accept')
}

export const PROPOSED_AT = '2026-01-02T03:04:05.678Z'

/** Another admin proposes to revoke the offer. */
export async function aRevocation(scene: Scene): Promise<void> {
  await anOfferOf(scene)
  const { aStaffMember } = await deciding()
  const other = await aStaffMember([{ role: 'admin', callId: null }])
  const sql = database()
  await sql`insert into proposals (offer_id, reason, proposed_by, proposed_at)
    select id, 'A test', ${other.id}, ${PROPOSED_AT} from offers where application_id = ${scene.id}`
  await sql.end()
}

export async function conditionOf(id: string): Promise<string> {
  const sql = database()
  const [row] = await sql`
    select c.id from offer_conditions c join offers o on o.id = c.offer_id where o.application_id = ${id}`
  await sql.end()
  return row!.id
}

const later = new Map<string, Promise<string>>()

/**
 * A Call that opened after the scene's, with places: one per scene, however often it is requested. Returns its slug.
 */
export function aLaterCall({ id }: Pick<Scene, 'id'>): Promise<string> {
  const made = later.get(id) ?? newLaterCall()
  later.set(id, made)
  return made
}

async function newLaterCall(): Promise<string> {
  const slug = await ownCall('00000000-0000-4000-8000-000000000000', -1)
  const sql = database()
  await sql`update calls set opens_at = opens_at + interval '1 day', title = 'A later Call' where slug = ${slug}`
  await sql.end()
  return slug
}
