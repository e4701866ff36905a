import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './problem'
import { endOf, spawnNext, stopChild } from './serve'

const MARK = '.next/portal-sources'
const SOURCES = ['app', 'lib', 'db', 'public']
const FILES = [
  ...['package-lock.json', 'next.config.mjs', 'tsconfig.json', '.postcssrc.json'],
  ...['instrumentation.ts', 'proxy.ts'].filter((file) => existsSync(file)),
]
const NOT_BUILT = /\.test\.tsx?$/

/** A hash of everything that the build is made from. */
function sourcesHash(): string {
  const hash = createHash('sha256')
  const found = SOURCES.filter((dir) => existsSync(dir)).flatMap((dir) =>
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  )
  for (const file of [...found.sort(), ...FILES]) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/**
 * Builds the app unless the present build is of the same sources.
 * Throws a Problem if the build fails, an AbortError if `asked` is aborted meanwhile.
 */
export async function ensureBuilt(asked?: AbortSignal): Promise<void> {
  const hash = sourcesHash()
  if (existsSync('.next/BUILD_ID') && existsSync(MARK) && readFileSync(MARK, 'utf8') === hash) return
  console.log('Building (the first time takes a minute) ...')
  // A build that is cut off must not pass for the one that was there before.
  rmSync(MARK, { force: true })
  const child = spawnNext(['build'], 'production', true)
  const ended = endOf(child)
  const stop = () => void stopChild(child, ended)
  asked?.addEventListener('abort', stop)
  const code = await ended
  asked?.removeEventListener('abort', stop)
  asked?.throwIfAborted()
  if (code !== 0) throw new Problem('the build failed, see above.')
  writeFileSync(MARK, hash)
}

/** Type declarations that Next generates, so that `tsc` knows its routes. */
export function generateTypes(): void {
  execFileSync(process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], { stdio: 'inherit' })
}
