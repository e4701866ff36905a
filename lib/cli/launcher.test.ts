import { createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { checkDisk, checkNode } from './install.mjs'
import { readOptions } from './options'
import { requirePort } from './ports'

const given = {
  DATABASE_URL: 'postgres://u:p@localhost/db',
  NEXTAUTH_SECRET: 's'.repeat(32),
  NEXTAUTH_URL: 'https://x',
}

function environment(variables: Record<string, string>) {
  for (const name of [...Object.keys(given), 'PORT', 'NODE_ENV']) vi.stubEnv(name, variables[name] ?? '')
}
afterEach(() => vi.unstubAllEnvs())

test.each(['18.20.0', '20.11.1', '12.0.0'])('Node %s is too old, said in one line', (version) => {
  expect(() => checkNode(version)).toThrow(/^Node 20\.12 or newer is needed, this is [^\n]+$/)
})

test.each(['20.12.0', '22.0.0', '24.3.1'])('Node %s is new enough', (version) => {
  expect(() => checkNode(version)).not.toThrow()
})

test('a disk that is full is said in one line', () => {
  expect(() => checkDisk(1e12)).toThrow(
    /^the disk of [^\n]+ is full: about 1000000000000 MB are needed, \d+ MB are free\.$/,
  )
})

test('without DATABASE_URL: the embedded database and demo accounts', () => {
  environment({})
  expect(readOptions([])).toMatchObject({ port: 3000, embedded: true, demo: true, serve: false })
})

test('with DATABASE_URL: no demo accounts unless asked for, and never in production', () => {
  environment(given)
  expect(readOptions([])).toMatchObject({ embedded: false, demo: false })
  expect(readOptions(['--demo'])).toMatchObject({ demo: true })
  expect(() => readOptions(['--demo', '--serve'])).toThrow('never made in production')
  environment({ ...given, NODE_ENV: 'production' })
  expect(() => readOptions(['--demo'])).toThrow('never made in production')
})

test.each(Object.keys(given))('production refuses to start without %s', (name) => {
  environment({ ...given, [name]: '' })
  expect(() => readOptions(['--serve'])).toThrow(`production needs ${name}.`)
})

test.each(['0', '70000', 'http'])('%s is no port', (port) => {
  environment({})
  expect(() => readOptions(['--port', port])).toThrow('from 1 to 65535')
})

test('a port in use is said in one line that helps', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as { port: number }
  await expect(requirePort(port, 0)).rejects.toThrow(`port ${port} is in use`)
  await new Promise((resolve) => server.close(resolve))
  await expect(requirePort(port, 0)).resolves.toBeUndefined()
})
