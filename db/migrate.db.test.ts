import { createServer, connect as dial } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { troubleOf } from '@/lib/shared/database/trouble'
import { migrateDatabase } from './migrate'

const name = `scholarship_test_${process.pid}_migrate`
const at = (database: string) => process.env.DATABASE_URL!.replace(/\/[^/]*$/, `/${database}`)

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

test('a connection that is lost in the middle of a migration undoes it, is told as such, and it can begin again', async () => {
  const server = await lossy(/create table "dossiers"/i)
  const failure = await migrateDatabase(server.url).catch((error) => error)
  server.stop()
  expect(troubleOf(failure)).toMatchObject({ kind: 'unavailable' })
  const tables = `select table_name from information_schema.tables where table_schema = 'public'`
  expect(await query(name, tables)).toEqual([])
  await migrateDatabase(at(name))
  expect((await query(name, tables)).length).toBeGreaterThan(20)
})
