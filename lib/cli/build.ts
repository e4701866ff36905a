import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './problem'

const MARK = '.next/portal-sources'
const SOURCES = ['app', 'lib', 'db', 'public']
const FILES = ['package-lock.json', 'next.config.mjs', 'tsconfig.json', '.postcssrc.json']

/** A hash of everything that the build is made from. */
function sourcesHash(): string {
  const hash = createHash('sha256')
  const found = SOURCES.filter((dir) => existsSync(dir)).flatMap((dir) =>
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  )
  for (const file of [...found.sort(), ...FILES]) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/** Builds the app unless the present build is of the same sources. Throws a Problem if the build fails. */
export function ensureBuilt(): void {
  const hash = sourcesHash()
  if (existsSync('.next/BUILD_ID') && existsSync(MARK) && readFileSync(MARK, 'utf8') === hash) return
  console.log('Building (the first time takes a minute) ...')
  const result = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: ['ignore', process.env.CI ? 'inherit' : 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (result.status !== 0) {
    process.stderr.write(result.stdout ?? '')
    throw new Problem('the build failed, see above.')
  }
  writeFileSync(MARK, hash)
}

/** Type declarations that Next generates, so that `tsc` knows its routes. */
export function generateTypes(): void {
  execFileSync(process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], { stdio: 'inherit' })
}
