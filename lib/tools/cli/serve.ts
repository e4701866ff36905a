import { isIPv6 } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@/lib/shared/problem'
import { type Drain, endOf, type Running, spawnChild, stopChild } from './child'

const PATIENCE_MS = 60_000
const NEXT = 'node_modules/next/dist/bin/next'

/** Runs a Next command as a child. `shown`: its output goes to the terminal; its errors always do. */
export function spawnNext(args: string[], mode: 'development' | 'production', shown: boolean) {
  return spawnChild([NEXT, ...args], environmentOf(mode), shown)
}

const environmentOf = (mode: string) => ({ NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1' })

/** `dir`: the folder of the Next app, if not the portal's. */
export type Serving = { port: number; host?: string; dev: boolean; asked: AbortSignal; dir?: string; drain?: Drain }

/** A web server as a command: Node's own options, then Next's script and its arguments; and its environment. */
export function commandOf({ port, host = '127.0.0.1', dev, dir = '.' }: Serving) {
  return {
    // Another app would never tell it that it is ready.
    node: dev || dir !== '.' ? [] : ['--import', path.resolve('lib/tools/cli/web.mjs')],
    next: [NEXT, dev ? 'dev' : 'start', dir, '-p', String(port), '-H', host],
    env: environmentOf(dev ? 'development' : 'production'),
  }
}

/**
 * Serves the portal. Resolves once it answers. Throws a Problem if it ends before, or does not answer within a minute;
 * stops waiting when `asked` is aborted.
 */
export async function serveNext(serving: Serving): Promise<Running> {
  const { dev, drain } = serving
  const { node, next, env } = commandOf(serving)
  const child = spawnChild([...node, ...next], env, dev)
  const ended = endOf(child)
  const stop = (hurry?: AbortSignal) => stopChild(child, ended, drain, hurry)
  let over = false
  ended.finally(() => {
    over = true
  })
  await untilItAnswers(serving, stop, () => over)
  return { ended, stop, pid: child.pid! }
}

/**
 * Resolves once the web server answers, or the end is asked for. `over`: whether it has ended.
 * @throws Problem if it ended, or does not answer within a minute, which stops it
 */
export async function untilItAnswers(
  { port, host = '127.0.0.1', asked }: Serving,
  stop: () => Promise<unknown>,
  over = () => false,
): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!asked.aborted && !(await answers(host, port))) {
    if (over()) throw new Problem('the web server did not start, see above.')
    if (Date.now() > end) {
      await stop()
      throw new Problem('the web server did not answer within a minute.')
    }
    await sleep(150)
  }
}

/** Any answer is enough, whatever it says about the database or the jobs. */
async function answers(host: string, port: number): Promise<boolean> {
  return fetch(`http://${reachable(host)}:${port}/api/health/live`, { signal: AbortSignal.timeout(10_000) }).then(
    () => true,
    () => false,
  )
}

/** How this machine reaches a listener on `host`, as a part of an address. */
export function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return isIPv6(host) ? `[${host}]` : host
}
