import { type SQL, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { connect, db } from '@/db/client'
import { applications, proposals, scenarios } from '@/db/schema'
import { fieldOf } from '@/db/transact'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import type { Several } from '@/lib/tools/testing/several'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { award } from './award'
import { setLimit } from './quota'
import { putOnWaitingList } from './waiting'

/** Statements that a person with database access could write: PostgreSQL refuses them, without the portal's help. */

let call: Call
let admin: Person
let holder: Nominated
let undecided: Several<Nominated, 4>

beforeEach(async () => {
  call = await aDecidedCall(2)
  admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  ;[holder, ...undecided] = await nominated(call, 5)
  await award(db, admin, call, 'phd', [holder.id])
})

/** A whole award by hand: the state, an offer, and a place of this number. */
const byHand = (id: string, number: SQL) => [
  sql`update applications set state = 'awarded' where id = ${id}`,
  sql`insert into offers (application_id, code) values (${id}, gen_random_uuid()::text)`,
  sql`update places set application_id = ${id} where call_id = ${call.id} and track = 'phd' and number = ${number}`,
]
const run = (statements: SQL[], through = db) =>
  through.transaction(async (tx) => {
    for (const statement of statements) await tx.execute(statement)
  })
const lowest = () =>
  sql`(select min(number) from places where call_id = ${call.id} and track = 'phd' and application_id is null)`
/** The constraint that refused it; undefined if none did. */
const refusal = (statements: SQL[]) =>
  run(statements).then(
    () => undefined,
    (error) => fieldOf(error, 'constraint_name') ?? fieldOf(error, 'code'),
  )

test('an award by hand holds only if it is complete', async () => {
  const [{ id }] = undecided
  const [state, offer, place] = byHand(id, lowest()) as [SQL, SQL, SQL]
  for (const part of [[state], [offer], [place], [state, offer], [state, place], [offer, place]])
    expect(await refusal(part)).toBe('decision_agrees')
  expect(await refusal([state, offer, place])).toBeUndefined()
  expect(await refusal([sql`update applications set state = 'nominated' where id = ${id}`])).toBe('decision_agrees')
  expect(await refusal([sql`update applications set state = 'accepted' where id = ${id}`])).toBe('decision_agrees')
  expect(await refusal([sql`update places set application_id = null where application_id = ${id}`])).toBe(
    'decision_agrees',
  )
  expect(await refusal([sql`delete from offers where application_id = ${id}`])).toBe('decision_agrees')
})

test('nobody gets a place beyond the quota in any way', async () => {
  const [lastHolder, { id }] = undecided
  await award(db, admin, call, 'phd', [lastHolder.id])
  const [state, offer] = byHand(id, sql`0`) as [SQL, SQL]
  const another = sql`insert into places (call_id, track, number, application_id) values (${call.id}, 'phd', 3, ${id})`
  expect(await refusal([state, offer, another])).toBe('23514')
  const twice = sql`insert into places (call_id, track, number, application_id) values (${call.id}, 'phd', 1, ${id})`
  expect(await refusal([state, offer, twice])).toBe('places_call_id_track_number_pk')
  const other = sql`update places set application_id = ${id} where call_id = ${call.id} and track = 'masters' and number = 1`
  expect(await refusal([state, offer, other])).toBe('decision_agrees')
  const inserted = sql`insert into applications (call_id, person_id, state, track, number, submitted_at)
    select ${call.id}, ${admin.id}, 'awarded', 'phd', ${`${call.slug}-X`}, now()`
  expect(await refusal([inserted])).toBe('decision_agrees')
  expect(await refusal([sql`update tracks set quota = 1 where call_id = ${call.id} and key = 'phd'`])).toBe(
    'tracks_places',
  )
  const gone = sql`delete from places where call_id = ${call.id} and application_id is not null`
  expect(await refusal([gone])).toBe('decision_agrees')
})

test('nobody holds two places, and no application has two open offers', async () => {
  expect(
    await refusal([sql`update places set application_id = ${holder.id} where call_id = ${call.id} and track = 'phd'`]),
  ).toBe('places_one_an_application')
  expect(await refusal([sql`insert into offers (application_id, code) values (${holder.id}, repeat('x', 20))`])).toBe(
    'offers_one_open',
  )
})

test('a hard limit holds, nobody can falsify its counters, and the data it counts cannot change', async () => {
  await setLimit(db, admin, call, {
    track: 'phd',
    label: 'Kenya',
    institution: null,
    countries: ['KE'],
    genders: null,
    most: 1,
    least: null,
    hard: true,
  })
  const [{ id }] = undecided
  expect(await refusal(byHand(id, lowest()))).toBe('sub_quotas_most')
  await db.execute(sql`update sub_quotas set taken = 0, outside = -5 where call_id = ${call.id}`)
  expect(await refusal(byHand(id, lowest()))).toBe('sub_quotas_most')
  const moved = sql`update applications set country = 'ET' where id = ${holder.id}`
  expect(await refusal([moved])).toBe('23514')
  expect(await refusal([sql`update sub_quotas set most = 0 where call_id = ${call.id}`])).toBe('sub_quotas_most')
})

test('two people who award by hand at once cannot exceed a hard limit or the quota, at any isolation level', async () => {
  await setLimit(db, admin, call, {
    track: 'phd',
    label: 'Kept',
    institution: null,
    countries: ['ET'],
    genders: null,
    most: null,
    least: 0,
    hard: true,
  })
  const [one, two] = [connect(process.env.DATABASE_URL!, 1), connect(process.env.DATABASE_URL!, 1)]
  const [candidate, rival] = undecided
  const awardByHand = ({ id }: Nominated, through: typeof one) =>
    run([sql`set transaction isolation level repeatable read`, ...byHand(id, lowest())], through.db as typeof db)
  const done = await Promise.allSettled([awardByHand(candidate, one), awardByHand(rival, two)])
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await Promise.all([one.close(), two.close()])
  expect(await db.$count(applications, sql`call_id = ${call.id} and state = 'awarded'`)).toBe(2)
})

test('ranks are unique and belong to waiting applications; ended or late-answered offers cannot change', async () => {
  const [first, second, nowhere] = undecided
  await putOnWaitingList(db, admin, call, 'phd', [first.id, second.id])
  const its = sql`call_id = ${call.id}`
  expect(await refusal([sql`update waiting_list set rank = 1 where ${its}`])).toBe('waiting_list_ranks')
  expect(await refusal([sql`delete from waiting_list where application_id = ${first.id}`])).toBe('decision_agrees')
  const stray = sql`insert into waiting_list (application_id, call_id, track, rank) values (${nowhere.id}, ${call.id}, 'phd', 9)`
  expect(await refusal([stray])).toBe('decision_agrees')
  const late = sql`update offers set state = 'accepted', answered_at = now(), answered_by = ${admin.id},
    answer_by = now() - interval '1 hour' where application_id = ${holder.id}`
  expect(await refusal([late])).toBe('offers_in_time')
})

test('the admin who proposes a scenario cannot confirm it, and a scenario has one proposal', async () => {
  const scenario = {
    callId: call.id,
    track: 'phd',
    name: 'One',
    rule: {},
    result: {},
    createdBy: admin.id,
  }
  const [row] = await db.insert(scenarios).values(scenario).returning()
  const proposal = { scenarioId: row!.id, proposedBy: admin.id }
  await db.insert(proposals).values(proposal)
  const confirm = (by: string) =>
    sql`update proposals set confirmed_by = ${by}, confirmed_at = now() where scenario_id = ${row!.id}`
  expect(await refusal([confirm(admin.id)])).toBe('proposals_two_people')
  const again = sql`insert into proposals (scenario_id, proposed_by) values (${row!.id}, ${holder.person.id})`
  expect(await refusal([again])).toBe('proposals_scenario_id_unique')
  const ofNothing = sql`insert into proposals (proposed_by) values (${admin.id})`
  expect(await refusal([ofNothing])).toBe('proposals_one_thing')
})

test('nobody releases results twice or changes the moment of the release', async () => {
  const at = sql`update calls set results_released_at = now() + interval '1 day' where id = ${call.id}`
  expect(await refusal([at])).toBeUndefined()
  expect(await refusal([sql`update calls set results_released_at = null where id = ${call.id}`])).toBe('23514')
})
