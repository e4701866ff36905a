import http, { type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requests } from '@/lib/shared/database/request'
import { compressAnswers } from '@/lib/shared/http/compress'
import { errorsShowTheirRequest } from '@/lib/shared/log/error-digest'
import { withFacts } from '@/lib/shared/log/request-facts'
import { answerTrouble } from './troubled-answer'

/** What the page of a request does, as Next would. */
let answer: (response: ServerResponse) => void
const server = http.createServer((_request, response) => answer(response))
let url: string
beforeAll(async () => {
  compressAnswers()
  answerTrouble()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => void server.close())

/** Next's own answer for a page that failed: in pieces, with a length that would be wrong. */
function failed(response: ServerResponse) {
  requests.getStore()!.trouble = { kind: 'unavailable', reason: 'it refuses connections' }
  response.statusCode = 500
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('ETag', '"of the error page"')
  response.write('<p>The fault ')
  response.end('is ours</p>')
}
const opened = { accept: 'text/html' }

test('a page that failed for the database says to wait, with 503 and Retry-After, and tries again by itself', async () => {
  answer = failed
  const got = await fetch(url, { headers: opened })
  expect(got.status).toBe(503)
  expect(Object.fromEntries(got.headers)).toMatchObject({ 'retry-after': '10', 'cache-control': 'no-store' })
  expect(got.headers.get('etag')).toBeNull()
  const text = await got.text()
  expect(text).toContain('Please wait a moment')
  expect(text).toContain('http-equiv="refresh"')
  expect(text).not.toContain('The fault')
})

test('a form without JavaScript gets a page that says it was not sent, and its text stays', async () => {
  answer = failed
  const got = await fetch(url, { method: 'POST', headers: opened, body: 'name=Ada' })
  expect(got.status).toBe(503)
  const text = await got.text()
  expect(text).toContain('Go back in your browser')
  expect(text).not.toContain('http-equiv')
})

test('a script of a page gets the status and its own answer', async () => {
  answer = failed
  const got = await fetch(url, { headers: { ...opened, rsc: '1' } })
  expect([got.status, await got.text()]).toEqual([503, '<p>The fault is ours</p>'])
})

test('the page of an error knows by its number whether the portal waits for its database', () => {
  errorsShowTheirRequest()
  const digests = [
    new Error('a fault'),
    new Error('no answer', { cause: Object.assign(new Error('starting'), { code: '57P03' }) }),
  ]
  const seen = withFacts({ request: 'abcdefgh' }, () => digests.map((error) => (error as { digest?: string }).digest))
  expect(seen).toEqual(['abcdefgh', 'wait-abcdefgh'])
})

test('an error that is not the database’s, and an answer that met trouble and came about all the same, stay as they are', async () => {
  answer = (response) => void response.writeHead(500).end('ours')
  const ours = await fetch(url, { headers: opened })
  expect([ours.status, await ours.text()]).toEqual([500, 'ours'])
  answer = (response) => {
    requests.getStore()!.trouble = { kind: 'busy', reason: 'a lock was not free in time' }
    response.end('done at the second try')
  }
  const done = await fetch(url, { headers: opened })
  expect([done.status, await done.text()]).toEqual([200, 'done at the second try'])
})
