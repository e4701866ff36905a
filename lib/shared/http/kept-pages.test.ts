import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { keepPages } from './kept-pages'
import { MADE_FOR, madeFor } from './made-for'

/** What the server behind the copies was asked, and how it answers at present. */
let asked: string[] = []
let status = 200
let text = ''

/** A page with a header, as the portal's frame writes it, whose content names the person of the cookie. */
function page({ url, headers }: IncomingMessage, response: ServerResponse) {
  const { what, at } = madeFor((headers[MADE_FOR] as string) ?? null)
  asked.push(`${what} ${at ?? url}`)
  const person = headers.cookie?.split('=')[1] ?? 'visitor'
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(`<script id="account" type="application/json">"${person}"</script><header>${person}</header>
<main>${text}${what === 'reader' ? person : ''}</main><script>go()</script>`)
}

const server = createServer(page)
const letGo = keepPages({
  isForAll: (url) => url.startsWith('/kept'),
  maySignIn: (cookies) => cookies.includes('person='),
  policyOf: (hashes) => `scripts ${hashes.join(' ')}`,
})
let base: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

let at = 0
beforeEach(() => {
  at += 1
  asked = []
  status = 200
  text = 'first'
  vi.useRealTimers()
})

/** Each test has an address of its own. */
const get = async (headers: Record<string, string> = {}, path = `/kept${at}`) => {
  const answer = await fetch(base + path, { headers })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}
const later = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })

test('a page for everybody is made once, by a request without cookies, and sent compressed', async () => {
  const first = await Promise.all([
    get({ cookie: 'theme=dark' }),
    get({ 'accept-encoding': 'gzip, br' }),
    get({ 'accept-encoding': 'identity' }),
  ])
  expect(asked).toEqual([`page /kept${at}`])
  for (const { html } of first) expect(html).toContain('<main>first</main>')
  expect(first.map(({ headers }) => headers.get('content-encoding'))).toEqual(['gzip', 'br', null])
  expect(first[0]!.headers.get('content-security-policy')).toMatch(/^scripts 'sha256-[\w+/]{43}='$/)
  expect(first[0]!.headers.get('cache-control')).toBe('no-store')
})

test('a signed-in person gets the kept page with a header of their own, and nobody else gets it', async () => {
  const own = await get({ cookie: 'person=Ada' })
  expect(own.html).toContain('<header>Ada</header>\n<main>first</main>')
  expect(own.html).toContain('>"Ada"</script>')
  expect(asked).toEqual([`page /kept${at}`, `account /kept${at}`])
  expect((await get()).html).toContain('<header>visitor</header>')
  expect((await get({ cookie: 'person=Bob' })).html).not.toContain('Ada')
})

test('nobody can ask for a page as the portal asks itself', async () => {
  await get({ [MADE_FOR]: 'page' }, '/other')
  expect(asked).toEqual(['reader /other'])
})

test('a change is visible at once, and a page is never older than a few seconds', async () => {
  await get()
  text = 'second'
  expect((await get()).html).toContain('first')
  letGo()
  expect((await get()).html).toContain('second')
  text = 'third'
  later(20_000)
  expect((await get()).html).toContain('third')
  text = 'fourth'
  later(6000)
  // The first visitor after a while does not wait: the copy is made anew behind them.
  expect((await get()).html).toContain('third')
  await expect.poll(async () => (await get()).html).toContain('fourth')
})

test('while the database is away the former page stays for some minutes, unless it has changed', async () => {
  await get()
  status = 503
  later(60_000)
  expect(await get()).toMatchObject({ status: 200, html: expect.stringContaining('first') })
  letGo()
  expect((await get()).status).toBe(503)
})

test('a form that is sent, a script that asks for data and a page that does not exist are not kept', async () => {
  await fetch(`${base}/kept${at}`, { method: 'POST' })
  await get({ rsc: '1' })
  expect(asked).toEqual([`reader /kept${at}`, `reader /kept${at}`])
  status = 404
  expect((await get()).html).toContain('visitor</main>')
  status = 200
  expect((await get()).html).toContain('<main>first</main>')
})
