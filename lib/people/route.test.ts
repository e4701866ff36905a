import { expect, test } from 'vitest'
import { PortalError } from '@/lib/shared/errors'
import { type RequestFacts, withFacts } from '@/lib/shared/log/request-facts'
import { jsonRoute, readPosted } from './route'

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

test('a person who opens the address in a tab or a frame gets a page, in which no text is markup', async () => {
  const answer = await ask('text/html,application/xhtml+xml,*/*;q=0.8')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const html = await answer.text()
  expect(html).toContain('There is no &#60;b&#62;&#34;file&#34;&#60;/b&#62;.')
  expect(html).not.toContain('<b>')
})

test('a request for something missing or another person’s is noted as refused; one that comes too late is not', async () => {
  const noted = async (code: PortalError['code']) => {
    const facts: RequestFacts = {}
    const route = jsonRoute(async () => {
      throw new PortalError(code, 'No.')
    })
    await withFacts(facts, () => route(new Request('http://localhost/api/x'), {}))
    return facts.refused
  }
  expect([await noted('not-found'), await noted('forbidden'), await noted('closed')]).toEqual([true, true, undefined])
})

test('a form that was sent is answered in JSON as before', async () => {
  expect((await ask('text/html', 'POST')).headers.get('content-type')).toBe('application/json')
})

test('a form is read as the browser posts it, either way', async () => {
  const fields = new URLSearchParams({ call: '2021', by: 'track' })
  const several = new FormData()
  for (const column of ['name', 'state']) several.append('columns', column)
  const post = (body: BodyInit) => readPosted(new Request('http://localhost/api/x', { method: 'POST', body }))
  expect(Object.fromEntries(await post(fields))).toEqual({ call: '2021', by: 'track' })
  expect((await post(several)).getAll('columns')).toEqual(['name', 'state'])
  expect([...(await post('no form'))]).toEqual([])
})

test('an endless request is stopped', async () => {
  let sent = 0
  const body = new ReadableStream({
    pull: (controller) => {
      sent += 100_000
      if (sent > 50_000_000) controller.close()
      else controller.enqueue(new Uint8Array(100_000))
    },
  })
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const request = new Request('http://localhost/api/x', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit)
  await expect(readPosted(request)).rejects.toMatchObject({ code: 'too-large' })
  expect(sent).toBeLessThan(2_000_000)
})
