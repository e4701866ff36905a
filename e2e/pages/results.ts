import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { database, portal } from './applicant'
import { ownCall } from './deadlines'

export type Applicant = { id: string; number: string; applicant: Person }

/** Applications that differ only in their decisions, in a separate, unreleased Call. */
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

/**
 * An unreleased Call that publishes everything it can about its places, with this many decided or undecided
 * applications.
 */
export async function aCallWith({ awarded = 0, waiting = 0, undecided = 0 }) {
  const { db, aStaffMember } = await portal()
  const { aDecidedCall, nominated } = await import('@/lib/tools/testing/deciding')
  const { award } = await import('@/lib/awarding/decision/award')
  const { putOnWaitingList } = await import('@/lib/awarding/decision/waiting')
  const { releaseResults } = await import('@/lib/awarding/decision/release')
  const { makeToken } = await import('@/lib/people/api-token/tokens')
  const published = { places: true, received: true, taken: true, institutions: true, countries: true }
  const call = await aDecidedCall(6, { published })
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  const ids = (await nominated(call, awarded + waiting + undecided)).map(({ id }) => id)
  if (awarded > 0) await award(db, admin, call, 'phd', ids.slice(0, awarded))
  if (waiting > 0) await putOnWaitingList(db, admin, call, 'phd', ids.slice(awarded, awarded + waiting))
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  const token = await makeToken(db, reviewer, { name: 'A test', scopes: ['applications:read'], days: 7 })
  const { slug, definition } = call
  return { slug, code: definition.code, token, release: () => releaseResults(db, admin, call) }
}

/**
 * Adds a webhook for all states, and one for internal decisions; returns the planned deliveries about an application.
 */
export async function toldWebhooks() {
  const { db, aStaffMember } = await portal()
  const { addWebhook } = await import('@/lib/running/webhook/manage')
  const { TOLD_STATES } = await import('@/lib/running/webhook/rules')
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const url = 'https://hook.example/told'
  const told = (internal: boolean) => async (application: Applicant) => {
    const sql = database()
    const rows = await sql`
      select d.body::jsonb -> 'data' ->> 'state' as state from webhook_deliveries d join webhooks w on w.id = d.webhook_id
      where d.application_id = ${application.id} and w.created_by = ${admin.id} and w.internal = ${internal}
      order by d.sequence`
    await sql.end()
    return rows.map(({ state }) => state)
  }
  for (const internal of [false, true]) await addWebhook(db, admin, { url, call: '', states: TOLD_STATES, internal })
  return { usual: told(false), internal: told(true) }
}
