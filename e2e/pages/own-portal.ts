import { test as base } from '@playwright/test'
import postgres from 'postgres'
import { migrateDatabase } from '@/db/migrate'
import { serveNext } from '@/lib/tools/cli/serve'
import { seedCalls, seedDemo } from '@/lib/tools/seed'
import { SECRET, sharedUrl } from './applicant'
import { Statements } from './statements'

type OwnPortal = { address: string; statements: Statements }

/**
 * For tests that look at a whole database: a separate portal, of the same build, on a new database. No worker and no
 * other test runs on it, so only the test changes anything.
 */
export const test = base.extend<{ baseURL: string; statements: Statements }, { ownPortal: OwnPortal }>({
  ownPortal: [
    async ({ browserName: _ }, use, { project, parallelIndex }) => {
      const port = Number(new URL(project.use.baseURL!).port) + 50 + parallelIndex
      const url = await emptyDatabase(`scholarship_e2e_own_${parallelIndex}`)
      const address = `http://localhost:${port}`
      Object.assign(process.env, { E2E_DATABASE_URL: url, DATABASE_URL: url })
      Object.assign(process.env, { NEXTAUTH_SECRET: SECRET, NEXTAUTH_URL: address, DEMO: '1', SMTP_URL: '' })
      process.env.FILES_DIR = `.data/e2e/files-${parallelIndex}`
      await migrateDatabase(url)
      await seedCalls(url, true)
      await seedDemo(url)
      const statements = new Statements()
      process.env.DATABASE_URL = await statements.to(url)
      const web = await serveNext({ port, dev: false, asked: new AbortController().signal })
      process.env.DATABASE_URL = url
      await use({ address, statements })
      await web.stop()
      statements.stop()
    },
    { scope: 'worker', auto: true, timeout: 60_000 },
  ],
  baseURL: ({ ownPortal }, use) => use(ownPortal.address),
  /** What the portal asks of its database. */
  statements: ({ ownPortal }, use) => use(ownPortal.statements),
})

async function emptyDatabase(name: string): Promise<string> {
  const given = sharedUrl()
  const sql = postgres(given, { max: 1, onnotice: () => {} })
  await sql.unsafe(`drop database if exists ${name} with (force)`)
  await sql.unsafe(`create database ${name}`)
  await sql.end()
  return given.replace(/\/[^/]*$/, `/${name}`)
}
