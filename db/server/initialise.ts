import { execFile } from 'node:child_process'
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { isAlive } from './alive'
import { explain } from './explain'
import type { Place } from './place'

/**
 * Creates the data folder of a new server. The folder gets its name only when it is complete, so that a start killed
 * half-way leaves nothing that looks like data. Throws a Problem if initdb fails.
 */
export async function initialise(place: Place, password: string, options: object): Promise<void> {
  const unfinished = `${place.data}.new-${process.pid}`
  const passwordFile = `${place.data}.password-${process.pid}`
  removeLeftovers(place.data)
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (place.user) {
    chownSync(unfinished, place.user.uid, place.user.gid)
    chownSync(passwordFile, place.user.uid, place.user.gid)
  }
  const args = ['-U', 'portal', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  // PostgreSQL's own C.UTF-8: text sorts the same on every machine, whatever its locales.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  try {
    await promisify(execFile)(path.join(place.native, 'bin', 'initdb'), ['-D', unfinished, ...args, ...locale], options)
    appendFileSync(path.join(unfinished, 'postgresql.conf'), '\nlog_min_messages = warning\n')
    renameSync(unfinished, place.data)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    // Of two first starts at once, the slower one takes the data of the faster.
    if (existsSync(path.join(place.data, 'PG_VERSION'))) return
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw explain('the database could not be made', said || String(error))
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Leftovers of a killed start: the process in its name no longer exists. */
function removeLeftovers(data: string) {
  const parent = path.dirname(data)
  for (const name of readdirSync(parent)) {
    const pid = /^postgres\.(?:new|password)-(\d+)$/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) rmSync(path.join(parent, name), { recursive: true, force: true })
  }
}
