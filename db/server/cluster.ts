import { execFile, spawn } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '@/db/server/ports'
import { isAlive } from './alive'
import { explain } from './explain'
import { initialise } from './initialise'
import { placeFor } from './place'
import { readSecrets, saveSecrets } from './secrets'

const FAST = ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off']
const STOP_MS = 30_000
const LOG_LIMIT = 5_000_000

/** The programs of one server on one data folder. */
export type Cluster = Awaited<ReturnType<typeof openCluster>>

/** Prepares the server of `dir` and creates its data on the first call; does not start it. */
export async function openCluster(dir: string, fast: boolean) {
  const { databasePassword: password } = readSecrets(dir)
  const place = placeFor(dir)
  const options = {
    ...place.user,
    cwd: path.parse(place.native).root,
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
  }
  const program = path.join(place.native, 'bin', 'pg_ctl')
  const pidFile = path.join(place.data, 'postmaster.pid')
  const log = path.join(place.data, 'postgres.log')
  if (!existsSync(path.join(place.data, 'PG_VERSION'))) {
    rmSync(place.data, { recursive: true, force: true })
    await initialise(place, password, options)
  }
  const pidLines = () => (existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : [])

  return {
    /** Address of the running server's maintenance database; undefined if none seems to run. */
    async address(): Promise<string | undefined> {
      dropForeignPid()
      const lines = pidLines()
      if (!lines[3] || !(await succeeds(['status']))) return undefined
      return `postgres://portal:${password}@127.0.0.1:${lines[3].trim()}/postgres`
    },

    /** Starts the server. If it fails, throws a Problem with the reason from its log. */
    async start(): Promise<void> {
      if (existsSync(log) && statSync(log).size > LOG_LIMIT) renameSync(log, `${log}.1`)
      const before = existsSync(log) ? statSync(log).size : 0
      const port = await freePort(readSecrets(dir).databasePort)
      saveSecrets(dir, { databasePort: port })
      const settings = [`-p ${port}`, '-h 127.0.0.1', '-k ""', '-c max_connections=100', ...(fast ? FAST : [])]
      const args = ['start', '-w', '-t', '120', '-D', place.data, '-l', log, '-o', settings.join(' ')]
      // The server inherits pg_ctl's output, so that must not be a pipe; only the launcher handles Ctrl-C.
      const status = await new Promise<number | null>((resolve, reject) =>
        spawn(program, args, { ...options, stdio: 'ignore', detached: true })
          .on('error', reject)
          .on('close', resolve),
      )
      if (status === 0) return
      const said = existsSync(log) ? readFileSync(log).subarray(before).toString() : ''
      throw explain(`PostgreSQL did not start (see ${log})`, said)
    },

    /** Ends the server; no error if it has already gone. */
    async stop(): Promise<void> {
      const pid = Number(pidLines()[0])
      await succeeds(['stop', '-m', 'fast', '-W'])
      // pg_ctl's own waiting would go on if another launcher starts the next server at once.
      const end = Date.now() + STOP_MS
      while (pid && Number(pidLines()[0]) === pid && isAlive(pid)) {
        if (Date.now() > end) await succeeds(['stop', '-m', 'immediate', '-w'])
        await sleep(100)
      }
    },
  }

  async function succeeds(args: string[]): Promise<boolean> {
    return promisify(execFile)(program, [...args, '-D', place.data], options).then(
      () => true,
      () => false,
    )
  }

  /** After a crash or a restart of the machine, the recorded pid may belong to an unrelated program. */
  function dropForeignPid() {
    const name = `/proc/${pidLines()[0]?.trim()}/comm`
    if (existsSync(name) && !readFileSync(name, 'utf8').startsWith('postgres')) rmSync(pidFile, { force: true })
  }
}
