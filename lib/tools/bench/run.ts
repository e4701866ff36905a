import { rmSync } from 'node:fs'
import postgres from 'postgres'
import { migrateDatabase } from '@/db/migrate'
import { startEmbedded } from '@/db/server'
import { Problem } from '@/lib/shared/problem'
import { ensureBuilt } from '@/lib/tools/cli/build'
import { seedCalls } from '@/lib/tools/seed'
import { PORT } from './compare'
import { benchMail } from './mail'

const FILES = '.data/bench-files'

type Part = (sql: postgres.Sql) => Promise<void>

/** The measurements, each on an empty database; `npm run bench -- mail dossiers` runs some. */
const PARTS: Record<string, Part> = {
  pages: async (sql) => (await import('./pages')).benchPages(sql),
  today: async (sql) => (await import('./today')).benchToday(sql),
  saving: async (sql) => (await import('./saving')).benchSaving(sql),
  processes: async (sql) => (await import('./processes')).benchProcesses(sql),
  deadline: async (sql) => (await import('./deadline')).benchDeadline(sql),
  interaction: async (sql) => (await import('./interaction')).benchInteraction(sql),
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
