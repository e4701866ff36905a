import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { RequestUse, requests } from '@/lib/shared/database/request'
import { type Limits, limitsOf } from '@/lib/shared/database/settings'
import { troubleOf } from '@/lib/shared/database/trouble'
import { Pool } from './pool'

function aPool(limits: Partial<Limits> = {}, max = 2) {
  const url = process.env.DATABASE_URL!
  const pool = new Pool(
    { url, limits: { ...limitsOf('page'), ...limits }, name: 'scholarship-test', direct: true },
    max,
  )
  onTestFinished(() => pool.end())
  const ask = async (text: string, values?: unknown[]) => [...(await pool.ask(text, values, false))]
  return { pool, ask }
}
const troubled = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was answered'),
    (error) => troubleOf(error),
  )
const endOf = (pid: unknown) => `select pg_terminate_backend(${Number(pid)})`

test('a transaction whose connection is lost is undone: none of its later statements is done on another connection', async () => {
  const { pool, ask } = aPool()
  await ask('create table marks (n int)')
  const failed = pool.transact(async (connection) => {
    await connection.ask('insert into marks values (1)')
    const [row] = await connection.ask('select pg_backend_pid() as pid')
    await ask(endOf(row!.pid))
    await sleep(50)
    await connection.ask('insert into marks values (2)')
  })
  expect(await troubled(failed)).toMatchObject({ kind: 'unavailable' })
  expect(await ask('select n from marks')).toEqual([])
})

test('a transaction whose work goes on after a lost statement is undone too', async () => {
  const { pool, ask } = aPool()
  await ask('create table strokes (n int)')
  const failed = pool.transact(async (connection, failures) => {
    const [row] = await connection.ask('select pg_backend_pid() as pid')
    await Promise.all([
      connection.ask('select pg_sleep(60)').catch((error) => failures.push(error)),
      sleep(50).then(() => ask(endOf(row!.pid))),
    ])
    await connection.ask('insert into strokes values (2)').catch(() => {})
  })
  expect(await troubled(failed)).toMatchObject({ kind: 'unavailable' })
  expect(await ask('select n from strokes')).toEqual([])
})

test('connections that end while nobody uses them are replaced without an error', async () => {
  const { ask } = aPool()
  const { ask: other } = aPool()
  const [row] = await ask('select pg_backend_pid() as pid')
  await other(endOf(row!.pid))
  await sleep(50)
  const [now] = await ask('select pg_backend_pid() as pid')
  expect(now!.pid).not.toBe(row!.pid)
})

test('only so many statements wait for a connection, and none for longer than it should', async () => {
  const { pool, ask } = aPool({ queue: 1, wait: 200 })
  const slow = [ask('select pg_sleep(1)'), ask('select pg_sleep(1)')]
  const waiting = troubled(ask('select 1'))
  expect(await troubled(ask('select 1'))).toEqual({ kind: 'busy', reason: 'too many wait' })
  expect(await waiting).toEqual({ kind: 'busy', reason: 'no connection was free in time' })
  await Promise.all(slow)
  expect(await ask('select 1 as one')).toEqual([{ one: 1 }])
  expect(pool.totalCount).toBe(2)
})

test('a statement that waits runs as soon as another is done', async () => {
  const { ask } = aPool({}, 1)
  expect(await Promise.all([ask('select pg_sleep(0.1)'), ask('select 7 as n')])).toMatchObject([[{}], [{ n: 7 }]])
})

test('a statement and a lock that take too long are given up by the server, and the connection is used again', async () => {
  const { pool, ask } = aPool({ statement: 100, lock: 50 }, 2)
  expect(await troubled(ask('select pg_sleep(5)'))).toEqual({ kind: 'busy', reason: 'a statement took too long' })
  await ask('create table locked (n int)')
  await pool.transact(async (connection) => {
    await connection.ask('lock table locked')
    expect(await troubled(ask('select * from locked'))).toEqual({ kind: 'busy', reason: 'a lock was not free in time' })
  })
  expect(pool.totalCount).toBe(2)
})

test('a transaction that nobody goes on with is ended by the server', async () => {
  const { pool } = aPool({ idle: 100 })
  const failed = pool.transact(async (connection) => {
    await connection.ask('select 1')
    await sleep(500)
    await connection.ask('select 2')
  })
  expect(await troubled(failed)).toMatchObject({ kind: 'unavailable' })
})

test('a server that says nothing is given up by us, one request after some seconds in all', async () => {
  const { ask } = aPool({ statement: 0 })
  const use = new RequestUse()
  Object.assign(use, { budget: 300 })
  const asked = requests.run(use, async () => {
    await ask('select pg_sleep(0.1)')
    return troubled(ask('select pg_sleep(60)'))
  })
  expect(await asked).toEqual({ kind: 'unavailable', reason: 'it does not answer' })
  expect(use.trouble).toEqual({ kind: 'unavailable', reason: 'it does not answer' })
  await requests.run(use, async () => expect(await troubled(ask('select 1'))).toMatchObject({ kind: 'busy' }))
})

test('an error of a statement is no trouble of the database, and undoes its transaction even if it is caught', async () => {
  const { pool, ask } = aPool()
  await ask('create table kept (n int primary key)')
  const failed = pool.transact(async (connection, failures) => {
    await connection.ask('insert into kept values (1)')
    await connection.ask('insert into kept values (1)').catch((error) => failures.push(error))
  })
  expect(await troubled(failed)).toBeNull()
  expect(await ask('select n from kept')).toEqual([])
})

test('statements that are sent together run in their order, each with its own time, and fail together', async () => {
  const { pool, ask } = aPool({ statement: 300 })
  await ask('create table turns (n int)')
  await ask('insert into turns values (1)')
  const sleep = { sql: 'select pg_sleep(0.25)', params: [] }
  const read = { sql: 'select n, $1::text as name from turns for update', params: ['a'] }
  // In all they take longer than one statement may.
  const answers = await pool.transact((connection) => connection.askTogether([...Array(6).fill(sleep), read, read]))
  expect(answers.map((rows) => [...rows]).slice(6)).toEqual([[{ n: 1, name: 'a' }], [{ n: 1, name: 'a' }]])
  const failed = pool.transact(async (connection) => {
    await connection.ask('insert into turns values (2)')
    await connection.askTogether([read, { sql: 'select 1 / 0', params: [] }, read])
  })
  await expect(failed).rejects.toThrow('division by zero')
  expect(await ask('select n from turns')).toEqual([{ n: 1 }])
})

test('statements that are sent together fail with their connection', async () => {
  const { pool, ask } = aPool()
  const failed = pool.transact(async (connection) => {
    const [row] = await connection.ask('select pg_backend_pid() as pid')
    const wait = { sql: 'select pg_sleep($1)', params: [60] }
    await Promise.all([connection.askTogether([wait, wait, wait]), sleep(50).then(() => ask(endOf(row!.pid)))])
  })
  expect(await troubled(failed)).toMatchObject({ kind: 'unavailable' })
  expect(pool.totalCount).toBe(1)
})
