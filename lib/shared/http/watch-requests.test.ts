import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as later } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorsShowTheirRequest } from '@/lib/shared/log/error-digest'
import { log } from '@/lib/shared/log/log'
import { notePerson, noteRefused, requestId } from '@/lib/shared/log/request-facts'
import { loggedLines } from '@/lib/tools/testing/logged-lines'
import { routesOf } from './routes'
import { type Answered, watchRequests } from './watch-requests'

const answered: Answered[] = []
const routeOf = routesOf({
  staticRoutes: [{ page: '/faq' }],
  dynamicRoutes: [
    { page: '/r/[token]', regex: '^/r/([^/]+?)(?:/)?$' },
    { page: '/api/v1/[...rest]', regex: '^/api/v1/(.+?)(?:/)?$' },
  ],
})
let server: http.Server
let address: string

beforeAll(async () => {
  watchRequests({ trustProxy: true, routeOf, answered: (one) => answered.push(one) })
  server = http.createServer(async (request, response) => {
    for await (const _ of request);
    notePerson(String(request.headers['x-person']))
    if (request.headers['x-refused']) noteRefused()
    await later(1)
    log.info('Working.')
    response.statusCode = Number(request.headers['x-status'] ?? 200)
    response.end(JSON.stringify({ id: requestId(), digest: (new Error() as { digest?: string }).digest }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

test('requests at the same time, over the same connections, each keep their own id and person', async () => {
  errorsShowTheirRequest()
  const { lines } = loggedLines()
  const told = await Promise.all(
    Array.from({ length: 40 }, async (_, n) => {
      const response = await fetch(`${address}/r/secret-${n}`, {
        method: 'POST',
        body: 'x',
        headers: { 'X-Person': `p${n}` },
      })
      const id = response.headers.get('x-request-id')
      expect(await response.json()).toEqual({ id, digest: id })
      return { request: id, person: `p${n}`, route: 'POST /r/[token]' }
    }),
  )
  const written = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'Working.')
  for (const facts of told) expect(written.filter((line) => line.request === facts.request)).toMatchObject([facts])
  expect(lines.join()).not.toContain('secret')
  expect(new Set(told.map(({ request }) => request)).size).toBe(40)
})

test('the id of a trusted proxy goes through, and an error of ours is a line', async () => {
  const { lines } = loggedLines()
  const response = await fetch(`${address}/faq?q=1`, { headers: { 'X-Request-Id': 'proxy-0001', 'X-Status': '500' } })
  expect(response.headers.get('x-request-id')).toBe('proxy-0001')
  await response.text()
  await expect
    .poll(() => lines.map((line) => JSON.parse(line)).at(-1))
    .toMatchObject({
      level: 'warn',
      request: 'proxy-0001',
      route: 'GET /faq',
      status: 500,
    })
  expect(answered.at(-1)).toMatchObject({ method: 'GET', route: '/faq', status: 500, seconds: expect.any(Number) })
})

test('an answer tells whose request it was, and whether it was refused: by its status, or by what was noted', async () => {
  const asked: Record<string, string>[] = [
    { 'X-Status': '404' },
    { 'X-Status': '403' },
    { 'X-Status': '200', 'X-Refused': '1' },
  ]
  for (const headers of asked)
    await (await fetch(`${address}/faq`, { headers: { ...headers, 'X-Person': 'me' } })).text()
  await expect
    .poll(() => answered.filter(({ person }) => person === 'me').map(({ status, refused }) => [status, refused]))
    .toEqual([
      [404, true],
      [403, false],
      [200, true],
    ])
})

test.each([
  ['/faq/', '/faq'],
  ['/_next/static/a.js', 'asset'],
  ['/api/v1/a/b?c', '/api/v1/[...rest]'],
  ['/wp-login.php', 'other'],
])('%s is the route %s', (url, route) => expect(routeOf(url)).toBe(route))
