import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { database, portal } from './applicant'
import { ownCall } from './deadlines'

export type Applicant = { id: string; number: string; applicant: Person }

/** Applications that are alike in all but what was decided on them, in a Call of their own that is not released. */
export async function alikeIn(states: State[]) {
  const { db, findCall, aStaffMember, aSubmitted } = await portal()
  const { moveAll } = await import('@/lib/applying/application/move')
  const { award } = await import('@/lib/awarding/decision/award')
  const { putOnWaitingList } = await import('@/lib/awarding/decision/waiting')
  const { notAward } = await import('@/lib/awarding/decision/turn-down')
  const call2021 = (await findCall(db, '2021'))!
  const made = new Map<State, Applicant>()
  for (const state of states)
    made.set(state, await aSubmitted(call2021, { institution: 'ustc', name: 'Same Name', state: 'under-review' }))
  const ids = [...made.values()].map(({ id }) => id)
  const slug = await ownCall(ids[0]!, -1)
  const sql = database()
  await sql`update applications set call_id = (select id from calls where slug = ${slug}) where id in ${sql(ids)}`
  await sql.end()
  const call = (await findCall(db, slug))!
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  const by = { id: admin.id, role: 'admin' as const }
  for (const [state, { id }] of made) {
    if (state === 'not-nominated') await db.transaction((tx) => moveAll(tx, [id], 'not-nominate', by))
    else if (state !== 'under-review') await db.transaction((tx) => moveAll(tx, [id], 'nominate', by))
    if (state === 'awarded') await award(db, admin, call, 'phd', [id])
    if (state === 'waiting-list') await putOnWaitingList(db, admin, call, 'phd', [id])
    if (state === 'not-awarded') await notAward(db, admin, call, 'phd', [id])
  }
  return { call, admin, of: (state: State) => made.get(state)! }
}
