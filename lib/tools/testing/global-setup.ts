import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { migrateDatabase } from '@/db/migrate'
import { startEmbedded } from '@/db/server'
import { isAlive } from '@/db/server/alive'
import { seedCalls } from '@/lib/tools/seed'

/** One server for all tests, and a database made once that each test file copies. */
export default async function setup() {
  // Vitest asks again for each group of files.
  if (process.env.TEST_TEMPLATE) return
  const given = process.env.DATABASE_URL
  const server = given ? null : await startEmbedded({ dir: '.data/test', fast: true })
  const url = given ?? server!.url
  const admin = postgres(url.replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} })
  // Two runs at once (two developers, one folder) have separate templates.
  const name = `scholarship_test_${process.pid}_template`
  const template = url.replace(/\/[^/]*$/, `/${name}`)
  if (!given) await dropLeftovers(admin)
  await admin.unsafe(`drop database if exists ${name} with (force)`)
  await admin.unsafe(`create database ${name}`)
  await migrateDatabase(template)
  await seedCalls(template, true)
  process.env.TEST_SERVER_URL = url
  process.env.TEST_TEMPLATE = name
  // All temporary files of the tests disappear with this folder.
  const temporary = mkdtempSync(path.join(tmpdir(), 'scholarship-tests-'))
  process.env.TMPDIR = temporary
  return async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
    await server?.stop()
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Databases of killed runs: the process in their name no longer exists. */
async function dropLeftovers(admin: postgres.Sql) {
  const rows = await admin<{ datname: string }[]>`
    select datname from pg_database where datname like 'scholarship\\_test\\_%'`
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.split('_')[2]))) await admin.unsafe(`drop database if exists ${datname} with (force)`)
  }
}
