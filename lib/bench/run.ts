import { cpSync, rmSync } from 'node:fs'
import postgres from 'postgres'
import { migrateDatabase } from '@/db/migrate'
import { seedCalls } from '@/db/seed'
import { startEmbedded } from '@/db/server'
import { ensureBuilt } from '@/lib/cli/build'
import { Problem } from '@/lib/cli/problem'
import { endOf, serveNext, spawnNext } from '@/lib/cli/serve'
import { phdAnswers } from '@/lib/testing/answers'
import { fillTo, someWriters, type Writer } from './fill'
import { CONNECTIONS, type Figures, load, type Requests } from './load'
import { benchMail } from './mail'

const PORT = 3989
const BASE = `http://localhost:${PORT}`
const BASELINE = '.data/bench-baseline'
const FILES = '.data/bench-files'
const SECONDS = 10
const SIZES = [1000, 100_000]

type Part = (sql: postgres.Sql) => Promise<void>

/** What is measured, each on an empty database; `npm run bench -- mail dossiers` measures some. */
const PARTS: Record<string, Part> = {
  pages: benchPages,
  mail: () => benchMail(),
  dossiers: async (sql) => (await import('./dossiers')).benchDossiers(sql, PORT),
  awards: async () => (await import('./awards')).benchAwards(),
  storm: async () => (await import('./awards')).benchStorm(),
  list: async (sql) => (await import('./list')).benchList(sql, PORT),
}

/** Those that ask the database alone. */
const WITHOUT_BUILD = ['mail', 'awards', 'storm']

/** Runs the benchmarks, or those named alone; prints tables. @throws Problem if there is no such one. */
export async function bench(only: string[] = []): Promise<void> {
  const names = only.length > 0 ? only : Object.keys(PARTS)
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name))
  if (unknown) throw new Problem(`there is no benchmark '${unknown}', only ${Object.keys(PARTS).join(', ')}.`)
  Object.assign(process.env, {
    NEXTAUTH_SECRET: 'only-for-the-benchmark-only-for-the',
    NEXTAUTH_URL: BASE,
    DEMO: '1',
    FILES_DIR: FILES,
  })
  const server = await startEmbedded({ dir: '.data/bench' })
  const url = server.url.replace(/\/[^/]*$/, '/scholarship_bench')
  process.env.DATABASE_URL = url
  try {
    if (names.some((name) => !WITHOUT_BUILD.includes(name))) await ensureBuilt()
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
async function benchPages(sql: postgres.Sql) {
  await buildBaseline()
  await sql`create table bench_inserts (id bigint generated always as identity primary key, answers jsonb)`
  for (const size of SIZES) {
    await fillTo(sql, size)
    const writers = await someWriters(sql, CONNECTIONS)
    console.log(`\n${size.toLocaleString('en')} applications, ${CONNECTIONS} connections, ${SECONDS} s each`)
    console.log('                                      per second     p50     p95     p99 (ms)')
    await compare('page', writers, bare.page, portal.page)
    await compare('autosave', writers, bare.save, portal.save)
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
    // Of one page, the later save counts: each request is later than all before it, in microseconds.
    const seq = Math.floor(performance.now() * 1000)
    return {
      method: 'PUT',
      path: `/api/applications/${application}/sections/personal`,
      headers: { ...headers, cookie },
      body: JSON.stringify({ answers: { ...answers, phone: String(count) }, version: 1, writer: 'bench-fill', seq }),
    }
  },
}

async function compare(
  name: string,
  writers: Writer[],
  bareRequests: (typeof bare)['page'],
  ours: typeof bareRequests,
) {
  const baseline = await measure(BASELINE, bareRequests(writers))
  const figures = await measure('.', ours(writers))
  print(`${name}, bare`, baseline)
  print(`${name}, portal`, figures)
  console.log(`${name}: ${(figures.perSecond / baseline.perSecond).toFixed(2)} of the baseline`)
}

async function measure(dir: string, requests: Requests): Promise<Figures> {
  const next = await serveNext({ port: PORT, dev: false, asked: new AbortController().signal, dir })
  try {
    return await load(BASE, requests, SECONDS)
  } finally {
    await next.stop()
  }
}

function print(name: string, { perSecond, p50, p95, p99, failed }: Figures) {
  const numbers = [p50, p95, p99].map((value) => value.toFixed(1).padStart(8)).join('')
  console.log(`${name.padEnd(38)}${perSecond.toFixed(0).padStart(10)}${numbers}${failed ? `  ${failed} FAILED` : ''}`)
}

async function buildBaseline() {
  rmSync(BASELINE, { recursive: true, force: true })
  cpSync('lib/bench/baseline', BASELINE, { recursive: true })
  if ((await endOf(spawnNext(['build', BASELINE], 'production', false))) !== 0)
    throw new Problem('the baseline did not build.')
}
