import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepFiles } from './kept-files'

const SCRIPT = 'console.log("a script of the build")\n'.repeat(100)
let asked: string[] = []

const server = createServer(({ url }, response: ServerResponse) => {
  asked.push(url!)
  const found = !url!.includes('missing')
  const control = url!.includes('changing') ? 'no-cache' : 'public, max-age=31536000, immutable'
  response.writeHead(found ? 200 : 404, {
    'Content-Type': 'application/javascript',
    'Cache-Control': control,
    ETag: '"1"',
  })
  response.end(found ? SCRIPT : '')
})
keepFiles()
let base: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/_next/static`
})
afterAll(() => server.close())

async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  asked = []
  const answer = await fetch(base + path, { headers, method })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

test('a script of the build is read once, and sent compressed as the browser asks', async () => {
  await get('/chunks/a.js')
  expect(asked).toEqual(['/_next/static/chunks/a.js'])
  for (const encoding of ['br', 'gzip', 'identity']) {
    const { headers, text } = await get('/chunks/a.js', { 'accept-encoding': encoding })
    expect(asked).toEqual([])
    expect(text).toBe(SCRIPT)
    expect(headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
    expect(headers.get('cache-control')).toContain('immutable')
    expect(headers.get('etag')).toBe('"1"')
  }
})

test('another way to write the address of a script is not kept', async () => {
  await get('/chunks/a.js')
  for (const path of ['/chunks/%61.js', '/chunks//a.js', '/chunks/a.js?again'])
    for (const _ of [1, 2]) {
      await get(path)
      expect(asked, path).toEqual([`/_next/static${path}`])
    }
})

test('what changes, what is missing, and a request for a part or for news of it go to the server', async () => {
  for (const path of ['/changing.js', '/missing.js', '/media/font.woff2'])
    for (const time of [1, 2]) {
      const { status } = await get(path)
      expect(status, `${path} ${time}`).toBe(path === '/missing.js' ? 404 : 200)
      expect(asked).toContain(`/_next/static${path}`)
    }
  await get('/chunks/a.js')
  for (const headers of [{ range: 'bytes=0-9' }, { 'if-none-match': '"1"' }] as Record<string, string>[]) {
    await get('/chunks/a.js', headers)
    expect(asked).toEqual(['/_next/static/chunks/a.js'])
  }
  await get('/chunks/a.js', {}, 'HEAD')
  expect(asked).toEqual(['/_next/static/chunks/a.js'])
})
