import { database } from '../pages/applicant'
import { slugOf } from '../pages/calls'
import type { Scene } from '../pages/cast'

/** The Call that a scene started. */
export async function begunOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`select slug, published from calls where slug = ${slugOf(scene).slice(0, 40)}`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

export async function messageOf({ message }: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`select state, attempts from messages where id = ${message}`
  await sql.end()
  return rows
}

/** Runs of the scene's people: other tests have theirs. */
export async function runsOf({ id, cast, callId }: Scene): Promise<unknown> {
  const people = Object.values(cast).flatMap(({ person }) => (person ? [person.id] : []))
  const sql = database()
  const rows = await sql`select id, state from assignment_runs
    where call_id = ${callId} and (id = ${id} or created_by = any(${people})) order by id`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

const idsOf = ({ cast }: Scene) => Object.values(cast).flatMap(({ person }) => (person ? [person.id] : []))

/** The loads that the scene's people accept. */
export async function loadsOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows =
    await sql`select person_id, most, accepts from reviewers where person_id = any(${idsOf(scene)}) order by 1`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

/** The reminders to the scene's people. */
export async function remindersOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`select id from notifications
    where person_id = any(${idsOf(scene)}) and template = 'review-reminder' order by id`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

/** The chain checks that the scene's people requested. */
export async function checksOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`select id from event_checks where asked_by = any(${idsOf(scene)}) order by id`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

/** The webhooks of the scene's people, with their deliveries. */
export async function webhooksOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`
    select w.id, w.ended_at, d.state, d.error from webhooks w
    left join webhook_deliveries d on d.webhook_id = w.id where w.created_by = any(${idsOf(scene)}) order by w.id`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

/** A webhook of the scene's admin with a failed delivery about the application; both have the application's id. */
export async function aWebhook({ id, cast }: Scene) {
  const sql = database()
  await sql`insert into webhooks (id, url, secret, states, created_by)
    values (${id}, 'https://hook.example/told', 'sealed', array['expired'], ${cast.admin.person!.id})`
  await sql`insert into webhook_deliveries (id, webhook_id, application_id, body, state)
    values (${id}, ${id}, ${id}, '{"type":"application.expired"}', 'failed')`
  await sql.end()
}

type Review = { version: number; answers: Record<string, string> }

/** The saved data of the scene's reviewer. */
export async function reviewOf({ assignments }: Scene): Promise<Review> {
  const sql = database()
  const [row] = await sql<Review[]>`
    select version, answers from reviews where assignment_id = ${assignments.reviewer!}`
  await sql.end()
  return row!
}
