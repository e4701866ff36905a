import { execFile, spawn } from 'node:child_process'
import { appendFileSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '@/lib/cli/ports'
import { Problem, tellsOfFullDisk } from '@/lib/cli/problem'
import { ensureLinks, nativeFolder } from './binaries'
import { readSecrets, saveSecrets } from './secrets'
import { canReach, copyPrograms, outsideHome, type RunAs, runAs } from './user'

const run = promisify(execFile)
const DATABASE = 'scholarship'
const LOG = 'postgres.log'

export type EmbeddedServer = { url: string; stop: () => Promise<void> }

/**
 * A real PostgreSQL of the project's own, in `dir`. One that is still running there (after a killed launcher) is used
 * as it is. `fast` gives up durability, for tests. Throws a Problem in one line if it cannot run.
 */
export async function startEmbedded({ dir, fast = false }: { dir: string; fast?: boolean }): Promise<EmbeddedServer> {
  const secrets = readSecrets(dir)
  const native = nativeFolder()
  ensureLinks(native)
  const place = placeFor(dir, native)
  const environment = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }
  const program = (name: string) => path.join(place.native, 'bin', name)
  const options = { ...place.user, cwd: '/', env: environment }
  if (!existsSync(path.join(place.data, 'PG_VERSION')))
    await initialise(place, secrets.databasePassword, program('initdb'), options)
  if (!(await isRunning())) {
    const port = await freePort(secrets.databasePort)
    saveSecrets(dir, { databasePort: port })
    await start(port)
  }
  const port = runningPort(place.data)
  const url = `postgres://portal:${secrets.databasePassword}@127.0.0.1:${port}/${DATABASE}`
  await ensureDatabase(url)
  return { url, stop: () => pgCtl('stop', '-m', 'fast', '-w').then(() => undefined) }

  function pgCtl(...args: string[]) {
    return run(program('pg_ctl'), [...args, '-D', place.data], options)
  }

  async function isRunning() {
    return pgCtl('status').then(
      () => true,
      () => false,
    )
  }

  async function start(port: number) {
    const settings = [`-p ${port}`, '-h 127.0.0.1', '-k ""', '-c max_connections=100', ...(fast ? FAST : [])]
    // pg_ctl's child keeps its output open, so it must not be a pipe of ours.
    const status = await new Promise<number | null>((resolve) =>
      spawn(
        program('pg_ctl'),
        ['start', '-w', '-D', place.data, '-l', path.join(place.data, LOG), '-o', settings.join(' ')],
        {
          ...options,
          stdio: 'ignore',
          detached: true,
        },
      ).on('close', resolve),
    )
    if (status === 0 || (await isRunning())) return
    const log = existsSync(path.join(place.data, LOG)) ? readFileSync(path.join(place.data, LOG), 'utf8') : ''
    if (tellsOfFullDisk(log)) throw new Problem('the disk is full: about 300 MB are needed.')
    throw new Problem(
      `PostgreSQL did not start: ${log.trim().split('\n').at(-1) ?? 'no reason given'} (${place.data}/${LOG})`,
    )
  }
}

const FAST = ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off']

type Place = { native: string; data: string; user: RunAs }

/** Where programs and data lie: in the project, or, if PostgreSQL's user cannot walk there, outside it. */
function placeFor(dir: string, native: string): Place {
  const inside = path.resolve(dir, 'postgres')
  const user = runAs(inside)
  if (canReach(native, user) && canReach(path.resolve(dir), user)) return { native, data: inside, user }
  const home = outsideHome(dir)
  console.log(
    `PostgreSQL cannot run as root, and its user cannot reach ${path.resolve(dir)}: the database is kept in ${home}`,
  )
  const data = path.join(home, 'postgres')
  return { native: copyPrograms(native, home, '18'), data, user: runAs(data) }
}

async function initialise(place: Place, password: string, initdb: string, options: object) {
  rmSync(place.data, { recursive: true, force: true })
  mkdirSync(place.data, { recursive: true, mode: 0o700 })
  const passwordFile = path.join(path.dirname(place.data), `.password-${process.pid}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (place.user) {
    chownSync(place.data, place.user.uid, place.user.gid)
    chownSync(passwordFile, place.user.uid, place.user.gid)
  }
  try {
    const args = [
      '-U',
      'portal',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C.UTF-8',
    ]
    await run(initdb, ['-D', place.data, ...args], options)
    appendFileSync(path.join(place.data, 'postgresql.conf'), '\nlog_min_messages = warning\n')
  } catch (error) {
    rmSync(place.data, { recursive: true, force: true })
    const text = String((error as { stderr?: unknown }).stderr ?? error)
    throw new Problem(
      tellsOfFullDisk(text)
        ? 'the disk is full: about 300 MB are needed.'
        : `initdb failed: ${text.trim().split('\n').at(-1)}`,
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** The port of the server that runs on these data: the fourth line of its pid file. */
function runningPort(data: string): number {
  return Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[3])
}

async function ensureDatabase(url: string) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(url.replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} })
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`
    if (found.length === 0) await sql.unsafe(`create database ${DATABASE}`)
  } finally {
    await sql.end()
  }
}
