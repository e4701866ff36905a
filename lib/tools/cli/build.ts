import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { Problem } from '@/lib/shared/problem'
import { releaseId } from '../../shared/release.mjs'
import { endOf, stopChild } from './child'
import { spawnNext } from './serve'

const ID = '.next/BUILD_ID'
/**
 * Next removes it at the start of a build and writes it near the end, long after the id: an interrupted build has none.
 */
const COMPLETE = '.next/export-marker.json'

/** Whether the present build is complete and made from these sources. */
const isBuilt = () => existsSync(COMPLETE) && existsSync(ID) && readFileSync(ID, 'utf8') === releaseId()

/**
 * Builds the app unless the present build is from the same sources.
 * Throws a Problem if the build fails, an AbortError if `asked` is aborted meanwhile.
 */
export async function ensureBuilt(asked?: AbortSignal): Promise<void> {
  if (isBuilt()) return
  console.log('Building (the first time takes a minute) ...')
  await build(asked)
}

/** Builds the app, even if it is built already. Throws as `ensureBuilt`. */
export async function build(asked?: AbortSignal): Promise<void> {
  const child = spawnNext(['build'], 'production', true)
  const ended = endOf(child)
  const stop = () => void stopChild(child, ended)
  asked?.addEventListener('abort', stop)
  const { code } = await ended
  asked?.removeEventListener('abort', stop)
  asked?.throwIfAborted()
  if (code !== 0) throw new Problem('the build failed, see above.')
}

/** Type declarations from Next, so that `tsc` knows its routes. */
export function generateTypes(): void {
  execFileSync(process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], { stdio: 'inherit' })
}
