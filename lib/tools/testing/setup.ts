import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, expect, vi } from 'vitest'

/** A test file named `*.db.test.ts` gets a migrated and seeded database, before its imports connect. */
const file = expect.getState().testPath ?? ''

// A file before this one in the same process leaves nothing: neither its portal nor its settings.
vi.resetModules()
const store = globalThis as {
  __databases?: Record<string, { $client: { end(): Promise<void> } }>
  __environment?: NodeJS.ProcessEnv
}
store.__environment ??= { ...process.env }
for (const name of Object.keys(process.env)) if (!(name in store.__environment)) delete process.env[name]
Object.assign(process.env, store.__environment)

process.env.NEXTAUTH_SECRET = 'only-for-tests-only-for-tests-only'
process.env.NEXTAUTH_URL = 'http://localhost:3000'
process.env.DEMO = '1'
process.env.FILES_DIR = mkdtempSync(path.join(tmpdir(), 'scholarship-files-'))
process.env.SMTP_URL = ''
process.env.LOG_FORMAT = 'json'

if (file.endsWith('.db.test.ts')) {
  const server = process.env.TEST_SERVER_URL!
  const name = `scholarship_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const admin = postgres(server.replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} })
  await createFromTemplate()
  process.env.DATABASE_URL = server.replace(/\/[^/]*$/, `/${name}`)
  afterAll(async () => {
    const open = Object.values(store.__databases ?? {})
    store.__databases = undefined
    await Promise.all(open.map(({ $client }) => $client.end()))
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  })

  /** Two files cannot copy the template at the same moment: they take turns. */
  async function createFromTemplate() {
    await admin`select pg_advisory_lock(hashtext('copy of the template'))`
    await admin.unsafe(`create database ${name} template ${process.env.TEST_TEMPLATE}`)
    await admin`select pg_advisory_unlock(hashtext('copy of the template'))`
  }
}
