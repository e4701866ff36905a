import type { Person } from '@/lib/people/actor'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './account'
import { database, portal } from './applicant'
import type { Scene } from './cast'

/** An institution's PhD list, as forms name it. */
export const listAt = (institution: string) => ({ call: '2021', institution, track: 'phd' })

async function nominating(scene: Scene) {
  const { db, findCall } = await portal()
  const [{ saveList }, { handIn }, queries, { digestOf }] = await Promise.all([
    import('@/lib/selecting/nomination/save'),
    import('@/lib/selecting/nomination/hand-in'),
    import('@/lib/selecting/nomination/queries'),
    import('@/lib/selecting/nomination/digest'),
  ])
  const call = (await findCall(db, '2021'))!
  const officer = scene.cast.officer.person!
  const institution = officer.roles.flatMap((role) => (role.role === 'officer' ? [role.institution] : []))[0]!
  return { db, call, officer, key: { institution, track: 'phd' }, saveList, handIn, digestOf, ...queries }
}

/**
 * Puts only the scene's application on its institution's list, whatever earlier tests left there; returns the version
 * and the digest of the shown list.
 */
export async function aRankedList(scene: Scene) {
  const { db, call, officer, key, saveList, findList, candidatesOf, asHandedIn, digestOf } = await nominating(scene)
  const candidates = await candidatesOf(db, officer, call.id, key)
  if (!candidates.some(({ id, decided }) => id === scene.id && decided)) {
    await withdrawOthers(scene, call.id)
    const before = await findList(db, call.id, key)
    if (before?.handedInAt) await openedAgain(scene)
    const decision = { ranked: [{ id: scene.id, tied: false }], passed: [] }
    await saveList(db, officer, call, key, { version: before?.version ?? 0, decision })
  }
  const { version } = (await findList(db, call.id, key))!
  const digest = digestOf(asHandedIn(await candidatesOf(db, officer, call.id, key)))
  return { version: String(version), digest }
}

/** The other candidates of the institution leave its list. */
async function withdrawOthers({ id }: Scene, callId: string) {
  const sql = database()
  await sql`
    update applications set state = 'withdrawn' where call_id = ${callId} and id <> ${id}
      and (institution, track) = (select institution, track from applications where id = ${id})`
  await sql.end()
}

/** The same, handed in. */
export async function aSignedList(scene: Scene): Promise<void> {
  const { version, digest } = await aRankedList(scene)
  const { db, call, officer, key, handIn } = await nominating(scene)
  const signature = { version: Number(version), digest, signerName: 'Zhao Min', signerPosition: 'Dean', reason: '' }
  await handIn(db, officer, call, key, signature)
}

/** Reopens a list that was handed in, as an admin. */
export async function openedAgain(scene: Scene): Promise<void> {
  const { db, call, key } = await nominating(scene)
  const { reopenList } = await import('@/lib/selecting/nomination/reopen')
  await reopenList(db, scene.cast.admin.person!, call, key, 'A test')
}

/** An officer with a password, and candidates with these names on a track, under review. */
export async function anOfficerWith(
  institution: string,
  track: 'phd' | 'masters',
  names: string[],
): Promise<{ officer: Person; ids: string[] }> {
  const { db, findCall, aStaffMember, aSubmitted } = await portal()
  const { applications } = await import('@/db/schema')
  const { eq } = await import('drizzle-orm')
  const call = (await findCall(db, '2021'))!
  const ids: string[] = []
  for (const [at, name] of names.entries()) {
    const { id } = await aSubmitted(call, { institution, track, state: 'under-review', name })
    await db
      .update(applications)
      .set({ applicantName: name, score: 9 - at, reviewsIn: 3 })
      .where(eq(applications.id, id))
    ids.push(id)
  }
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution }], {
    name: `Officer ${institution}`,
    passwordHash: await hashPassword(PASSWORD),
  })
  return { officer, ids }
}
