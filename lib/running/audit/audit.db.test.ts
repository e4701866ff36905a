import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test, vi } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { verifyEvents } from '@/lib/platform/ledger/verify'
import { runVerify } from '@/lib/tools/cli/run-verify'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { lastChecks, runCheck, startCheck } from './check'
import { exportEvents } from './export'
import { readFilter } from './filter'
import { eventPage, listEvents } from './list'

let call: Call
let other: Call
let admin: Person

beforeAll(async () => {
  await publishCall(db, inventedCall)
  call = (await findCall(db, '2021'))!
  other = (await findCall(db, inventedCall.slug))!
  admin = await aStaffMember([{ role: 'admin', callId: null }])
})

const all = (person: Person, filter = {}) => listEvents(db, person, filter, 1000)
const note = (data: Record<string, unknown>, by = admin, type = 'list-exported') =>
  recordEvent(db, { applicationId: null, actorId: by.id, actorRole: 'admin', type, data })

/** Writes past the triggers, as the owner of the database can. */
async function tamper(statement: ReturnType<typeof sql>): Promise<void> {
  await db.transaction(async (tx) => {
    // The owner of the database gets past foreign keys too.
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(statement)
  })
}

test('an admin of one Call reads only its events, and nobody reads those of a draft or their own application', async () => {
  const here = await aSubmitted(call)
  const ofCall = await aStaffMember([{ role: 'admin', callId: call.id }])
  const elsewhere = await aStaffMember([{ role: 'admin', callId: other.id }])
  await note({ call: call.slug, count: 1 })
  await note({ call: other.id, count: 1 })
  await note({ person: admin.id }, admin, 'second-factor-set-up')
  const numbers = async (person: Person) => new Set((await all(person)).map(({ number }) => number))
  expect(await numbers(ofCall)).toContain(here.number)
  expect(await numbers(elsewhere)).not.toContain(here.number)
  const calls = async (person: Person) => (await all(person)).flatMap(({ data }) => data?.call ?? [])
  expect(await calls(ofCall)).toEqual([call.slug])
  expect(await calls(elsewhere)).toEqual([other.id])
  expect((await calls(admin)).sort()).toEqual([call.slug, other.id].sort())
  const types = async (person: Person) => (await all(person)).map(({ type }) => type)
  expect(await types(admin)).toContain('second-factor-set-up')
  expect(await types(ofCall)).not.toContain('second-factor-set-up')
  const asAdmin: Person = { ...here.applicant, roles: admin.roles }
  expect(await numbers(asAdmin)).not.toContain(here.number)
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  expect(await all(officer)).toEqual([])
})

test('an admin with a conflict of interest reads no event of that application, nor the counts of others’ exports', async () => {
  const { id, number } = await aSubmitted(call)
  const away = await aStaffMember([{ role: 'admin', callId: null }])
  await note({ call: call.slug, search: 'a name', count: 1 })
  expect((await all(away, { number })).length).toBeGreaterThan(0)
  expect((await all(away, { type: 'list-exported' }))[0]!.data).toMatchObject({ search: 'a name' })
  await conflictOf(away, id)
  expect(await all(away, { number })).toEqual([])
  expect((await all(away)).map((event) => event.applicationId)).not.toContain(id)
  expect((await all(away, { type: 'list-exported' }))[0]!.data).toBeNull()
  const file = (await exportEvents(db, away, {})).toArray()
  expect((await file).join('')).not.toContain(number)
})

test('an admin filters the record by person, type, number, role and days, page by page', async () => {
  const { number, applicant } = await aSubmitted(call)
  const types = async (filter: Record<string, string>) =>
    (await all(admin, readFilter(filter).filter)).map(({ type }) => type)
  expect(await types({ number: number.toLowerCase() })).toEqual(expect.arrayContaining(['submit', 'start']))
  expect(await types({ person: applicant.email.toUpperCase(), type: 'submit' })).toEqual(['submit'])
  expect(await types({ person: applicant.email.slice(1) })).toEqual([])
  expect(await types({ number, role: 'admin' })).toEqual([])
  expect(await types({ number, from: '2000-01-01', to: '2000-01-02' })).toEqual([])
  const today = new Date().toISOString().slice(0, 10)
  expect(await types({ number, type: 'submit', from: '2000-01-01', to: today })).toEqual(['submit'])
  for (let n = 0; n < 60; n++) await note({ n }, admin, 'mail-again-all')
  const first = await eventPage(db, admin, { type: 'mail-again-all' })
  const second = await eventPage(db, admin, { type: 'mail-again-all', before: first.rows.at(-1)!.id })
  expect([first.rows.length, first.more, second.rows.length, second.more]).toEqual([50, true, 10, false])
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(60)
})

test('an export is recorded and holds no formula', async () => {
  const type = 'people-imported'
  await note({ reason: '=1+1' }, admin, type)
  const text = (await (await exportEvents(db, admin, { type })).toArray()).join('')
  expect(text).toContain('Reason: =1+1')
  expect(text.split('\r\n')[1]).toMatch(/^\d+,\d{4}-/)
  const [event] = await all(admin, { type: 'audit-exported' })
  expect(event).toMatchObject({ actorEmail: admin.email, data: { type } })
  // The record names the person in the filter by account, which can be erased, and never by address.
  const { applicant } = await aSubmitted(call)
  await exportEvents(db, admin, { person: applicant.email.toUpperCase() })
  const [whose] = await all(admin, { type: 'audit-exported' })
  expect(whose).toMatchObject({ subject: applicant.name, data: { person: applicant.id } })
  expect(JSON.stringify(whose!.data).toLowerCase()).not.toContain(applicant.email.toLowerCase())
})

test('many events at once, of no application and of one, form one chain each', async () => {
  const { id } = await aSubmitted(call)
  const write = (applicationId: string | null) =>
    recordEvent(db, { applicationId, actorId: null, actorRole: 'system', type: 'document-added' })
  await Promise.all(Array.from({ length: 200 }, (_, n) => write(n % 2 === 0 ? null : id)))
  // Of two at once, the one with the lower id may come second.
  const [early] = await db.execute<{ id: string }>(sql`select nextval('events_id_seq') as id`)
  await write(id)
  await db.execute(sql`insert into events (id, application_id, actor_role, type)
    values (${early!.id}, ${id}, 'system', 'document-added')`)
  await write(id)
  const { broken, seal } = await verifyEvents(db)
  expect(broken).toBeNull()
  expect(seal).toMatch(/^\d{4}-/)
})

test('a job checks the chain, and its page shows the progress', async () => {
  await startCheck(db, admin)
  const [before] = await lastChecks(db, 1)
  expect(before).toMatchObject({ going: true, check: { checked: 0, finishedAt: null } })
  await runCheck(db, { id: before!.check.id })
  const [after] = await lastChecks(db, 1)
  expect(after!.check).toMatchObject({ broken: null, checked: before!.check.total })
  expect(after!.check.seal).not.toBeNull()
})

const first = (type: string) => sql`(select min(id) from events where type = ${type})`
const columns = sql.raw('application_id, actor_id, actor_role, type, data, at, previous_hash, hash')

test('the check finds a change made past the triggers, and its place', async () => {
  await expect(db.execute(sql`update events set type = 'x'`)).rejects.toThrow()
  await expect(db.execute(sql`delete from events`)).rejects.toThrow()
  await aSubmitted(call)
  await db.execute(sql`create table kept as select * from events`)
  const restore = sql`insert into events (id, ${columns}) select id, ${columns} from kept`
  const changes: [string, ReturnType<typeof sql>][] = [
    ['data', sql`update events set data = '{"count": 2}' where id = ${first('list-exported')}`],
    ['who', sql`update events set actor_id = null where id = ${first('submit')}`],
    ['when', sql`update events set at = at - interval '1 millisecond' where id = ${first('submit')}`],
    ['another application', sql`update events set application_id = null where id = ${first('submit')}`],
    ['one removed', sql`delete from events where id = ${first('start')}`],
    ['one put in', sql`insert into events (id, actor_role, type) values (0, 'system', 'x')`],
  ]
  for (const [name, change] of changes) {
    await tamper(change)
    const { broken } = await verifyEvents(db)
    expect(broken, name).not.toBeNull()
    await tamper(sql`delete from events`)
    await tamper(restore)
    expect((await verifyEvents(db)).broken, name).toBeNull()
  }
})

test('an earlier seal reveals a rewritten or shortened chain', async () => {
  await tamper(sql`update events set at = at - interval '2 hours'`)
  await tamper(sql.raw(REWRITE))
  const { seal } = await verifyEvents(db)
  await note({ call: call.slug }, admin, 'mail-again')
  expect((await verifyEvents(db, { since: seal! })).broken).toBeNull()
  await tamper(sql`update events set data = '{"count": 99}' where id = ${first('list-exported')}`)
  await tamper(sql.raw(REWRITE))
  expect((await verifyEvents(db)).broken).toBeNull()
  expect((await verifyEvents(db, { since: seal! })).broken).not.toBeNull()
  const { seal: next } = await verifyEvents(db)
  await tamper(sql`delete from events where application_id is null and id >= (
    select max(id) from events where application_id is null and at < now() - interval '1 hour')`)
  expect((await verifyEvents(db)).broken).toBeNull()
  await expect(verifyEvents(db, { since: randomUUID() })).rejects.toThrow('no seal')
  expect((await verifyEvents(db, { since: next! })).broken).not.toBeNull()
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  expect(await runVerify([])).toBe(true)
  expect(said.mock.calls[0]![0]).toMatch(/^\d+ events, chain whole\.$/)
  expect(await runVerify(['--seal', next!])).toBe(false)
  await expect(runVerify(['--seal', 'x'])).rejects.toThrow('no seal')
  await tamper(sql`update events set data = '{"count": 3}' where id = ${first('list-exported')}`)
  expect(await runVerify([])).toBe(false)
  expect(said.mock.calls.at(-1)![0]).toMatch(/broken at event \d+: It is not as it was written\.$/)
  said.mockRestore()
})

/** Recomputes all hashes, as the owner of the database could. */
const REWRITE = `do $$ declare e record; before jsonb := '{}'; h text; k text; begin
  for e in select * from events order by id loop
    k := coalesce(e.application_id::text, '-');
    h := encode(sha256(convert_to(jsonb_build_array(coalesce(before ->> k, ''), e.id, e.application_id, e.actor_id,
      e.actor_role, e.type, e.data, extract(epoch from e.at))::text, 'UTF8')), 'hex');
    update events set previous_hash = coalesce(before ->> k, ''), hash = h where id = e.id;
    before := before || jsonb_build_object(k, h);
  end loop; end $$`
