import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { call2021 } from '@/db/calls/2021'
import { connect } from '@/db/client'
import { migrateDatabase } from '@/db/migrate'
import { openCluster } from '@/db/server/cluster'
import { placeFor } from '@/db/server/place'
import { freePort } from '@/db/server/ports'
import { publishCall } from '@/lib/platform/call-store/queries'
import { fillTo, someWriters, type Writer } from '@/lib/tools/bench/fill'
import { seedCalls } from '@/lib/tools/seed'
import { Line } from './line'
import { Portal } from './portal'

export const SECRET = 'only-for-the-drill-only-for-the-drill'
const WRITERS = 8

/** A portal in service with a separate PostgreSQL, which can be stopped, killed or filled up. */
export type Stage = Awaited<ReturnType<typeof stage>>

/** `given`: the folder of the database; one made for it is removed at the end. */
export async function stage(given?: string) {
  const folder = given ?? aFolder()
  const cluster = await openCluster(folder, false)
  if (!(await cluster.address())) await cluster.start()
  const admin = (await cluster.address())!
  const direct = admin.replace(/\/postgres$/, '/drill')
  const root = postgres(admin, { max: 1, onnotice: () => {} })
  await root`create database drill`
  await root.end()
  await migrateDatabase(direct)
  await seedCalls(direct, true)
  process.env.NEXTAUTH_SECRET = SECRET
  // No fault affects it: for the drill's own queries.
  const sql = postgres(direct, { max: 1, onnotice: () => {}, connect_timeout: 5 })
  await fillTo(sql, 200, await anOpenCall(direct))
  const writers: Writer[] = await someWriters(sql, WRITERS)
  const line = new Line(Number(new URL(direct).port))
  const through = new URL(direct)
  through.port = String(await line.open())
  const port = await freePort()
  const files = path.join(folder, 'files')
  mkdirSync(files, { recursive: true })
  const env = settingsOf(through.href, port, files)
  const log = path.resolve('.data/drill.log')
  rmSync(log, { force: true })
  const portal = new Portal(port, env, log)
  return {
    cluster,
    sql,
    direct,
    line,
    portal,
    env,
    writers,
    base: `http://localhost:${port}`,
    /** The process of the database server. */
    postmaster: () => Number(postmasterOf(placeFor(folder).data)),
    async end() {
      await portal.stop()
      await sql.end({ timeout: 1 }).catch(() => {})
      line.close()
      await cluster.stop()
      if (!given) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The settings of a drill's portal, with its files on a disk. */
export const settingsOf = (url: string, port: number, files: string) => ({
  DATABASE_URL: url,
  NEXTAUTH_SECRET: SECRET,
  NEXTAUTH_URL: `http://localhost:${port}`,
  SMTP_URL: '',
  FILES: 'disk',
  FILES_DIR: files,
  DRAIN_NOTICE_SECONDS: '0',
})

/** A folder that PostgreSQL's user can reach too. */
export function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'scholarship-drill-'))
  chmodSync(folder, 0o755)
  return folder
}

/** A Call that is open now, which a portal in production leaves unchanged. @returns its name in addresses */
export async function anOpenCall(url: string): Promise<string> {
  const { db, close } = connect(url, 1)
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  const given = { slug: 'drill', code: 'DRILL', opensAt: inDays(-30), closesAt: inDays(30) }
  await publishCall(db, { ...call2021, ...given })
  await close()
  return given.slug
}

const postmasterOf = (data: string) => readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]
