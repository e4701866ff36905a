import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import postgres from 'postgres'
import type { Stage } from './stage'

/** A failure while people work. `during` ends it again. */
export type Fault = {
  name: string
  during(stage: Stage): Promise<void>
  /** Where the database has to be for it; null if this machine cannot have it. */
  folder?: () => string | null
  clear?: (folder: string) => void
}

export const FAULTS: Record<string, Fault> = {
  stopped: {
    name: 'PostgreSQL stopped for 90 s',
    during: (stage) => away(stage, 90),
  },
  minute: {
    name: 'PostgreSQL stopped at second 55 for 8 s',
    async during(stage) {
      while (new Date().getSeconds() !== 55) await sleep(100)
      await away(stage, 8)
    },
  },
  killed: {
    name: 'PostgreSQL killed by kill -9',
    async during({ cluster, postmaster }) {
      process.kill(postmaster(), 'SIGKILL')
      await sleep(2000)
      await untilDone(() => cluster.start())
    },
  },
  full: {
    name: 'no connection left for 20 s',
    during: ({ direct }) => withoutConnections(direct, 20),
  },
  readonly: {
    name: 'read-only for 20 s',
    async during({ sql }) {
      await sql`alter system set default_transaction_read_only = on`
      await sql`select pg_reload_conf()`
      await sleep(20_000)
      await sql.unsafe('set default_transaction_read_only = off')
      await sql`alter system reset default_transaction_read_only`
      await sql`select pg_reload_conf()`
    },
  },
  disk: {
    name: 'disk of the database full for 20 s',
    folder: smallDisk,
    clear: (folder) => {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
    async during({ cluster, direct }, folder = smallFolder) {
      const filler = path.join(folder, 'filler')
      const over = Date.now() + 20_000
      const grow = grower(direct)
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(bavail * bsize))
      while (Date.now() < over) await Promise.all([grow(), sleep(100)])
      rmSync(filler)
      // It ends by itself when its log has no room.
      if (!(await cluster.address())) await untilDone(() => cluster.start())
    },
  },
  slow: {
    name: 'each word to PostgreSQL takes 0.5 s, for 20 s',
    async during({ line }) {
      line.slow(250)
      await sleep(20_000)
      line.slow(0)
    },
  },
  silent: {
    name: 'PostgreSQL says nothing for 30 s',
    async during({ line }) {
      line.die()
      await sleep(30_000)
      line.mend()
    },
  },
  web: {
    name: 'web server killed by kill -9',
    async during({ portal }) {
      portal.kill('web')
      await sleep(1000)
    },
  },
  worker: {
    name: 'worker killed by kill -9',
    async during({ portal }) {
      portal.kill('worker')
      await sleep(1000)
    },
  },
}

async function away({ cluster }: Stage, seconds: number): Promise<void> {
  await cluster.stop()
  await sleep(seconds * 1000)
  await cluster.start()
}

async function untilDone(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 20) throw error
      await sleep(500)
    }
  }
}

/** Takes all connections, including the portal's, as soon as they are free. */
async function withoutConnections(url: string, seconds: number): Promise<void> {
  const own = postgres(url, { max: 1, onnotice: () => {} })
  await own`select 1`
  const taken: pg.Client[] = []
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    const client = new pg.Client({ connectionString: url, application_name: 'drill' })
    client.on('error', () => {})
    const got = await client.connect().then(
      () => true,
      () => false,
    )
    if (got) taken.push(client)
    else {
      await own`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'scholarship%' limit 1`
      await sleep(20)
    }
  }
  await Promise.all(taken.map((client) => client.end()))
  await own.end()
}

let smallFolder = ''

/** A disk in memory with room for a small database; only root may make one. */
function smallDisk(): string | null {
  if (process.getuid?.() !== 0) return null
  smallFolder = mkdtempSync(path.join(tmpdir(), 'scholarship-drill-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=755', 'tmpfs', smallFolder], { stdio: 'ignore' })
    return smallFolder
  } catch {
    rmSync(smallFolder, { recursive: true })
    return null
  }
}

/** Writes eight megabytes of the database's log with each call, if possible: saves by themselves would take long. */
function grower(url: string): () => Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 2 })
  return () =>
    sql`select pg_logical_emit_message(false, 'drill', repeat('x', 8000000))`.then(
      () => {},
      () => {},
    )
}
