import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { Problem } from '@/lib/shared/problem'

/** The user that PostgreSQL runs as; undefined is the person who started the portal. */
export type RunAs = { uid: number; gid: number } | undefined

const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))

/**
 * PostgreSQL refuses to run as root, so root lends it an account without rights: the owner of existing data, else
 * `nobody`. Throws if the data belong to somebody else.
 */
export function runAs(data: string): RunAs {
  const uid = process.getuid?.()
  const owner = existsSync(data) ? statSync(data) : undefined
  if (uid !== 0) {
    if (owner && uid !== undefined && owner.uid !== uid) {
      throw new Problem(`${data} belongs to another user: start the portal as the user who started it first.`)
    }
    return undefined
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** True if that user can reach a folder and read it. */
export function canReach(folder: string, user: RunAs): boolean {
  if (!user) return true
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && ls . >/dev/null', 'sh', folder], { ...user, cwd: '/' }).status === 0
}

/**
 * A folder outside the project that `nobody` can reach, created and owned by root. Throws a Problem if somebody else
 * created it first.
 */
export function outsideHome(dir: string): string {
  const name = createHash('sha256').update(path.resolve(dir)).digest('hex').slice(0, 12)
  const home = `/var/tmp/scholarship-portal-${name}`
  mkdirSync(home, { recursive: true })
  const found = lstatSync(home)
  if (!found.isDirectory() || found.uid !== 0) throw new Problem(`${home} belongs to another user; remove it.`)
  chmodSync(home, 0o755)
  return home
}

/** Copies the PostgreSQL programs there, once per version. Returns the copy. */
export function copyPrograms(native: string, home: string, version: string): string {
  const copy = path.join(home, `postgresql-${version}`)
  if (existsSync(copy)) return copy
  const unfinished = `${copy}.${process.pid}`
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', unfinished])
  try {
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}
