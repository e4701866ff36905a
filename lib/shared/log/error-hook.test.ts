import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebServer } from '@/lib/tools/testing/web-server'
import { errorHook } from './error-hook'
import { wordsOfError } from './redact'

const server = new WebServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const lineOf = (words: string, more = {}) => {
  const err = wordsOfError(Object.assign(new Error('value "1990-01-01" of Ada Lovelace'), { code: '22P02' }))
  return JSON.stringify({
    time: '2026-01-01T00:00:00Z',
    msg: words,
    request: 'abcdefgh',
    person: 'p1',
    err,
    ...more,
  })
}
const told = () => server.received.map(({ body }) => JSON.parse(body))

test('the hook sends an error once in five minutes, without its message or the person, and counts the others', async () => {
  let now = 0
  const hook = errorHook(
    server.url,
    (error) => expect.fail(String(error)),
    () => now,
  )
  for (let n = 0; n < 30; n++) hook.write(lineOf('It failed.'))
  await expect.poll(told).toHaveLength(1)
  expect(told()[0]).toMatchObject({
    text: 'It failed. Error (request abcdefgh)',
    request: 'abcdefgh',
    untold: 0,
    error: { type: 'Error', code: '22P02', stack: expect.arrayContaining([expect.stringMatching(/^at /)]) },
  })
  expect(server.received[0]!.body).not.toMatch(/Ada|1990|p1/)
  now += 5 * 60_000
  hook.write(lineOf('It failed.'))
  await expect.poll(told).toHaveLength(2)
  expect(told()[1]).toMatchObject({ untold: 29 })
})

test('the hook sends at most ten of many different errors a minute', async () => {
  server.received.length = 0
  let now = 0
  const hook = errorHook(
    server.url,
    (error) => expect.fail(String(error)),
    () => now,
  )
  for (let n = 0; n < 30; n++) hook.write(lineOf(`Failure ${n}.`))
  await expect.poll(told).toHaveLength(10)
  now += 60_000
  hook.write(lineOf('Another.'))
  await expect.poll(told).toHaveLength(11)
  expect(told().at(-1)).toMatchObject({ untold: 20 })
})

test('a system that refuses, or is away, keeps nobody waiting', async () => {
  const failures: unknown[] = []
  const hook = errorHook(server.url, (error) => failures.push(error))
  server.answer = () => 503
  hook.write(lineOf('One.'))
  await expect.poll(() => failures).toHaveLength(1)
  await server.stop()
  hook.write(lineOf('Two.'))
  await expect.poll(() => failures).toHaveLength(2)
})
