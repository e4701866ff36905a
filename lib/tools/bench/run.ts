import { rmSync } from 'node:fs'
import postgres from 'postgres'
import { migrateDatabase } from '@/db/migrate'
import { startEmbedded } from '@/db/server'
import { Problem } from '@/lib/shared/problem'
import { ensureBuilt } from '@/lib/tools/cli/build'
import { seedCalls } from '@/lib/tools/seed'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { buildBaseline, compare, PORT, printHead } from './compare'
import { fillTo, someWriters, type Writer } from './fill'
import { CONNECTIONS, type Requests } from './load'
import { benchMail } from './mail'

const FILES = '.data/bench-files'
const SIZES = [1000, 100_000]

type Part = (sql: postgres.Sql) => Promise<void>

/** The measurements, each on an empty database; `npm run bench -- mail dossiers` runs some. */
const PARTS: Record<string, Part> = {
  pages: async (sql) => (await import('./pages')).benchPages(sql),
  saving: benchSaving,
  mail: () => benchMail(),
  dossiers: async (sql) => (await import('./dossiers')).benchDossiers(sql, PORT),
  assignment: async (sql) => (await import('./assignment')).benchAssignment(sql),
  awards: async () => (await import('./awards')).benchAwards(),
  storm: async () => (await import('./awards')).benchStorm(),
  list: async (sql) => (await import('./list')).benchList(sql, PORT),
  tracker: async (sql) => (await import('./tracker')).benchTracker(sql, PORT),
  results: async (sql) => (await import('./results')).benchResults(sql),
  chaos: async (sql) => (await import('./chaos')).benchChaos(sql, PORT),
  impact: async (sql) => (await import('./impact')).benchImpact(sql),
  review: async (sql) => (await import('./review')).benchReview(sql),
}

/** Those without page requests, which need no build. */
const WITHOUT_PAGES = ['mail', 'assignment', 'awards', 'storm', 'impact']

/** Runs the benchmarks, or only the named ones; prints tables. @throws Problem for an unknown name. */
export async function bench(only: string[] = []): Promise<void> {
  const names = only.length > 0 ? only : Object.keys(PARTS)
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name))
  if (unknown) throw new Problem(`there is no benchmark '${unknown}', only ${Object.keys(PARTS).join(', ')}.`)
  Object.assign(process.env, {
    NEXTAUTH_SECRET: 'only-for-the-benchmark-only-for-the',
    NEXTAUTH_URL: `http://localhost:${PORT}`,
    DEMO: '1',
    FILES_DIR: FILES,
  })
  const server = await startEmbedded({ dir: '.data/bench' })
  const url = server.url.replace(/\/[^/]*$/, '/scholarship_bench')
  process.env.DATABASE_URL = url
  try {
    if (names.some((name) => !WITHOUT_PAGES.includes(name))) await ensureBuilt()
    for (const name of names) {
      await emptyDatabase(server.url, url)
      const sql = postgres(url, { max: 1, onnotice: () => {} })
      await PARTS[name]!(sql).finally(() => sql.end())
    }
  } finally {
    await server.stop()
    rmSync(FILES, { recursive: true, force: true })
  }
}

async function emptyDatabase(serverUrl: string, url: string) {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} })
  await admin.unsafe('drop database if exists scholarship_bench with (force)')
  await admin.unsafe('create database scholarship_bench')
  await admin.end()
  await migrateDatabase(url)
  await seedCalls(url, true)
}

/** A page and an autosave beside their baselines, with few and with many applications. */
async function benchSaving(sql: postgres.Sql) {
  await buildBaseline()
  await sql`create table bench_inserts (id bigint generated always as identity primary key, answers jsonb)`
  for (const size of SIZES) {
    await fillTo(sql, size)
    const writers = await someWriters(sql, CONNECTIONS)
    printHead(size)
    await compare('page', bare.page(writers), portal.page(writers))
    await compare('autosave', bare.save(writers), portal.save(writers))
  }
}

const answers = phdAnswers.personal!
const headers = { 'content-type': 'application/json' }

const bare: Record<'page' | 'save', (writers: Writer[]) => Requests> = {
  page: (writers) => (connection) => ({ path: `/?id=${writers[connection]!.application}` }),
  save: () => (_connection, count) => ({
    method: 'PUT',
    path: '/insert',
    headers,
    body: JSON.stringify({ answers: { ...answers, phone: String(count) }, version: 0, writer: 'bench', seq: count }),
  }),
}

const portal: typeof bare = {
  page: (writers) => (connection) => {
    const { application, cookie } = writers[connection]!
    return { path: `/apply/${application}/personal`, headers: { cookie } }
  },
  save: (writers) => (connection, count) => {
    const { application, cookie } = writers[connection]!
    // For one page, the later save counts: each request is later than all before it, in microseconds.
    const seq = Math.floor(performance.now() * 1000)
    return {
      method: 'PUT',
      path: `/api/applications/${application}/sections/personal`,
      headers: { ...headers, cookie },
      body: JSON.stringify({ answers: { ...answers, phone: String(count) }, version: 1, writer: 'bench-fill', seq }),
    }
  },
}
