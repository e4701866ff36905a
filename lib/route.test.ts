import { expect, test } from 'vitest'
import { PortalError } from './errors'
import { jsonRoute } from './route'

const refuse = jsonRoute(async () => {
  throw new PortalError('not-found', 'There is no <b>"file"</b>.')
})
const ask = (accept: string, method = 'GET') =>
  refuse(new Request('http://localhost/api/x', { method, headers: { accept } }), {})

test('a script is answered in JSON', async () => {
  const answer = await ask('*/*')
  expect(answer.status).toBe(404)
  expect(await answer.json()).toEqual({ message: 'There is no <b>"file"</b>.' })
})

test('who opens the address in a tab or a frame is answered by a page, in which nothing is markup', async () => {
  const answer = await ask('text/html,application/xhtml+xml,*/*;q=0.8')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const html = await answer.text()
  expect(html).toContain('There is no &#60;b&#62;&#34;file&#34;&#60;/b&#62;.')
  expect(html).not.toContain('<b>')
})

test('a form that was sent is answered in JSON as before', async () => {
  expect((await ask('text/html', 'POST')).headers.get('content-type')).toBe('application/json')
})
