import { createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { requirePort } from '@/db/server/ports'
import { settingsFaults, settingsWarnings } from './check'
import { checkDisk, checkNode } from './install.mjs'
import { readOptions, requireNone } from './options'
import { poolsOf } from './serve-many'

const given = {
  DATABASE_URL: 'postgres://u:p@localhost/db',
  NEXTAUTH_SECRET: 's'.repeat(32),
  NEXTAUTH_URL: 'https://x',
}

function environment(variables: Record<string, string>) {
  for (const name of [...Object.keys(given), 'PORT', 'HOST', 'NODE_ENV']) vi.stubEnv(name, variables[name] ?? '')
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
  expect(readOptions([])).toMatchObject({
    options: { port: 3000, host: '127.0.0.1', embedded: true, demo: true, serve: false },
    faults: [],
  })
})

test('with DATABASE_URL: no demo accounts unless asked for, and never in production', () => {
  environment(given)
  expect(readOptions([])).toMatchObject({ options: { embedded: false, demo: false }, faults: [] })
  expect(readOptions(['--demo'])).toMatchObject({ options: { demo: true }, faults: [] })
  expect(readOptions(['--demo', '--serve']).faults).toEqual(['demo accounts are never made in production.'])
  environment({ ...given, NODE_ENV: 'production' })
  expect(readOptions(['--demo']).faults).toEqual(['demo accounts are never made in production.'])
})

test.each(Object.keys(given))('production refuses to start without %s', (name) => {
  environment({ ...given, [name]: '' })
  expect(readOptions(['--serve']).faults).toEqual([`production needs ${name}.`])
})

test.each(['0', '70000', 'http', '80.5'])('%s is no port', (port) => {
  environment({})
  expect(readOptions(['--port', port]).faults).toHaveLength(1)
})

/** All that is said of settings before anything is started. */
function said(variables: Record<string, string>, ...argv: string[]) {
  environment({ ...given, ...variables })
  const { options, faults } = readOptions(['--serve', ...argv])
  return [...faults, ...settingsFaults({ ...given, ...variables }, options)]
}

test('all faults of the settings are named at once', () => {
  const faults = said({
    DATABASE_URL: 'mysql://x',
    NEXTAUTH_SECRET: 'short',
    NEXTAUTH_URL: 'portal.example.org',
    SMTP_URL: 'mail.example.org',
    FILES_DIR: 'package.json/files',
  })
  expect(faults).toEqual([
    'DATABASE_URL: must begin with postgres://.',
    'NEXTAUTH_SECRET: must have 32 characters or more.',
    'NEXTAUTH_URL: must be like https://portal.example.org.',
    'SMTP_URL: must begin with smtp:// or smtps://.',
    expect.stringMatching(/^FILES_DIR: files cannot be kept in package\.json\/files \(E\w+\)\.$/),
  ])
  expect(() => requireNone(faults)).toThrow('there are 5 faults:\n- DATABASE_URL')
  expect(said({})).toEqual([])
})

test.each([
  ['http://portal.example.org', true],
  ['http://192.168.1.5:3000', true],
  ['http://localhost:3000', false],
  ['http://127.0.0.1', false],
  ['http://[::1]:3000', false],
  ['https://portal.example.org', false],
])('%s as the public address: refused is %s', (NEXTAUTH_URL, refused) => {
  expect(said({ NEXTAUTH_URL })).toEqual(refused ? [expect.stringContaining('must begin with https')] : [])
})

test('the launcher reports in one line what is open to the network', () => {
  environment({})
  const warnings = (...argv: string[]) => settingsWarnings(readOptions(argv).options)
  expect(warnings()).toEqual([])
  expect(warnings('--host', '0.0.0.0')).toEqual([expect.stringMatching(/^Warning: the demonstration is open[^\n]+$/)])
  environment(given)
  expect(warnings('--serve')).toEqual([expect.stringMatching(/^Warning: plain HTTP is served on every[^\n]+$/)])
  expect(warnings('--serve', '--host', '::1')).toEqual([])
})

test('an address that this machine does not have is said in one line', async () => {
  await expect(requirePort(0, '203.0.113.7', 0)).rejects.toThrow('this machine has no address 203.0.113.7')
})

test('a port in use is said in one line that helps', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as { port: number }
  await expect(requirePort(port, '0.0.0.0', 0)).rejects.toThrow(`port ${port} is in use`)
  await new Promise((resolve) => server.close(resolve))
  await expect(requirePort(port, '0.0.0.0', 0)).resolves.toBeUndefined()
})

test('the web serves by one process a core, by as many as asked for, and by one in development', () => {
  environment({})
  expect(readOptions([]).options.processes).toBeGreaterThanOrEqual(1)
  expect(readOptions([]).options.processes).toBeLessThanOrEqual(8)
  vi.stubEnv('WEB_PROCESSES', '3')
  expect(readOptions([]).options.processes).toBe(3)
  expect(readOptions(['--dev']).options.processes).toBe(1)
  for (const wrong of ['0', '65', '1.5', 'all']) {
    vi.stubEnv('WEB_PROCESSES', wrong)
    expect(readOptions([]).faults, wrong).toEqual([expect.stringMatching(/^WEB_PROCESSES must be /)])
  }
})

test.each([
  [1, '20', '6'],
  [2, '10', '3'],
  [4, '5', '1'],
  [8, '3', '1'],
])('%i web processes share the connections, unless the operator says how many each has', (processes, pool, long) => {
  expect(poolsOf(processes, {})).toEqual({ DATABASE_POOL: pool, DATABASE_POOL_LONG: long })
  expect(poolsOf(processes, { DATABASE_POOL: '7' })).toEqual({ DATABASE_POOL: '7', DATABASE_POOL_LONG: long })
})
