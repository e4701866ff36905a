import { readFileSync } from 'node:fs'
import { createServer, connect as dial } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateAsFarAs } from '@/lib/running/backup/schema-at'
import { troubleOf } from '@/lib/shared/database/trouble'
import { migrateDatabase } from './migrate'

const name = `scholarship_test_${process.pid}_migrate`
const at = (database: string) => process.env.DATABASE_URL!.replace(/\/[^/]*$/, `/${database}`)

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const one = uuid(1)
const two = uuid(2)

async function query<Row extends pg.QueryResultRow>(database: string, text: string): Promise<Row[]> {
  const client = new pg.Client(at(database))
  await client.connect()
  return client
    .query<Row>(text)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

beforeAll(() => query('postgres', `create database ${name}`))
afterAll(() => query('postgres', `drop database if exists ${name} with (force)`))

/** A proxy between the portal and its database that cuts the connection once it sees `cut` in a statement. */
async function lossy(cut: RegExp) {
  const { hostname, port } = new URL(at(name))
  const server = createServer((incoming) => {
    const outgoing = dial(Number(port), hostname)
    const end = () => {
      incoming.destroy()
      outgoing.destroy()
    }
    incoming.on('data', (data) => (cut.test(data.toString('latin1')) ? end() : outgoing.write(data)))
    outgoing.pipe(incoming)
    for (const one of [incoming, outgoing]) one.on('error', end).on('close', end)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(at(name))
  url.host = `127.0.0.1:${(server.address() as { port: number }).port}`
  return { url: url.href, stop: () => server.close() }
}

test('a connection that is lost in the middle of a migration undoes it and says so, and the migration can begin again', async () => {
  const server = await lossy(/create table "dossiers"/i)
  const failure = await migrateDatabase(server.url).catch((error) => error)
  server.stop()
  expect(troubleOf(failure)).toMatchObject({ kind: 'unavailable' })
  const tables = `select table_name from information_schema.tables where table_schema = 'public'`
  expect(await query(name, tables)).toEqual([])
  await migrateDatabase(at(name))
  expect((await query(name, tables)).length).toBeGreaterThan(20)
})

test('a proposal that one admin made before an update waits for the second admin after it', async () => {
  const earlier = `${name}_proposals`
  await query('postgres', `create database ${earlier}`)
  const client = new pg.Client(at(earlier))
  await client.connect()
  const journal = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8'))
  const before = journal.entries.filter(({ idx }: { idx: number }) => idx <= 20)
  await migrateAsFarAs(
    client,
    before.map(({ when }: { when: number }) => when),
    '0020',
  )
  await client.query(`
    insert into people (id, email, name) values ('${one}', 'first@example.org', 'First'), ('${two}', 'second@example.org', 'Second');
    -- Without the Call and the applications that the scenarios and the offer are of.
    set session_replication_role = replica;
    insert into scenarios (id, call_id, track, name, rule, result, created_by, proposed_by, proposed_at, confirmed_by, confirmed_at) values
      ('${uuid(3)}', '${uuid(9)}', 'phd', 'Waits', '{}', '{}', '${one}', '${one}', '2021-05-01', null, null),
      ('${uuid(4)}', '${uuid(9)}', 'phd', 'Applied', '{}', '{}', '${one}', '${one}', '2021-05-02', '${two}', '2021-05-03'),
      ('${uuid(5)}', '${uuid(9)}', 'phd', 'Of nobody', '{}', '{}', '${one}', null, null, null, null);
    insert into offers (id, application_id, code) values ('${uuid(6)}', '${uuid(8)}', 'A-CODE-OF-AN-OFFER');
    insert into revocations (offer_id, reason, proposed_by) values ('${uuid(6)}', 'A false certificate', '${two}')`)
  await client.end()
  await migrateDatabase(at(earlier))
  const proposals = await query(
    earlier,
    `select s.name, p.reason, f.name as first, c.name as second from proposals p join people f on f.id = p.proposed_by
     left join people c on c.id = p.confirmed_by left join scenarios s on s.id = p.scenario_id order by p.proposed_at`,
  )
  expect(proposals).toEqual([
    { name: 'Waits', reason: null, first: 'First', second: null },
    { name: 'Applied', reason: null, first: 'First', second: 'Second' },
    { name: null, reason: 'A false certificate', first: 'Second', second: null },
  ])
  // The queue's library closes its connection after its migration has ended.
  const connected = () => query('postgres', `select pid from pg_stat_activity where datname = '${earlier}'`)
  await expect.poll(connected).toEqual([])
  await query('postgres', `drop database ${earlier}`)
})
