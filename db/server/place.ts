import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ensureLinks, nativeFolder } from './binaries'
import { readSecrets, saveSecrets } from './secrets'
import { canReach, copyPrograms, outsideHome, type RunAs, runAs } from './user'

/** Where one database server lives: its programs, its data (PGDATA) and the user it runs as. */
export type Place = { native: string; data: string; user: RunAs }

/**
 * Inside the project, or outside it if PostgreSQL's user cannot reach the project. The first choice stays, so that data
 * are never left behind. Throws a Problem if there are no programs or the data belong to somebody else.
 */
export function placeFor(dir: string): Place {
  const native = nativeFolder()
  ensureLinks(native)
  const inside = path.resolve(dir, 'postgres')
  const recorded = readSecrets(dir).databaseHome
  const user = runAs(recorded ? path.join(recorded, 'postgres') : inside)
  if (!recorded && canReach(native, user) && canReach(path.resolve(dir), user)) return { native, data: inside, user }
  const home = recorded ?? outsideHome(dir)
  if (!recorded) {
    console.log(
      `PostgreSQL cannot run as root, and its user cannot reach ${path.resolve(dir)}: the database is kept in ${home}`,
    )
    saveSecrets(dir, { databaseHome: home })
  }
  const programs = canReach(native, user) ? native : copyPrograms(native, outsideHome(dir), versionOf(native))
  const data = path.join(home, 'postgres')
  if (recorded && !existsSync(data)) console.log(`The data in ${data} are gone; beginning anew there.`)
  return { native: programs, data, user: runAs(data) }
}

function versionOf(native: string): string {
  const { version } = JSON.parse(readFileSync(path.resolve(native, '../package.json'), 'utf8'))
  return String(version)
}
