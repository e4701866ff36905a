import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type End = { code: number | null; signal: NodeJS.Signals | null }

/** A running process of the portal: `stop` ends it in order, or at once if `hurry` is aborted. */
export type Running = { pid: number; ended: Promise<End>; stop(hurry?: AbortSignal): Promise<void> }

/** Node's options for a child that ends with this process, however that ends. */
export const TETHER = ['--import', path.resolve('lib/tools/cli/tether.mjs')]

/**
 * Runs a Node script as a child that ends with this process, however that ends. `args` start with Node's own options.
 * `shown`: its standard output goes to the terminal; its errors always do. `node`, `cwd`: of another Node, elsewhere.
 */
export function spawnChild(
  args: string[],
  env: Record<string, string>,
  shown: boolean,
  { node = process.execPath, cwd }: { node?: string; cwd?: string } = {},
): ChildProcess {
  return spawn(node, [...TETHER, ...args], {
    cwd,
    // Outside the terminal's process group: Ctrl-C reaches the launcher, which stops things in order.
    detached: true,
    stdio: ['ignore', shown ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  })
}

/** Resolves once the child has ended. Its channel must not keep us alive. */
export const endOf = (child: ChildProcess) =>
  new Promise<End>((resolve, reject) =>
    child.once('error', reject).once('exit', (code, signal) => resolve({ code, signal })),
  )

export const howEnded = ({ code, signal }: End) => (signal ? `killed by ${signal}` : `exit code ${code}`)

export type Drain = { seconds: number; notice: number }

/**
 * Ends a child: announces the end (a balancer has `notice` seconds to notice), then sends SIGTERM so that it finishes
 * its work within `seconds`, then kills it. If `hurry` is aborted, it kills at once.
 */
export async function stopChild(
  child: ChildProcess,
  ended: Promise<unknown>,
  { seconds, notice }: Drain = { seconds: 5, notice: 0 },
  hurry?: AbortSignal,
): Promise<void> {
  const wait = (time: number) => {
    const over = new AbortController()
    const signal = hurry ? AbortSignal.any([hurry, over.signal]) : over.signal
    const passed = sleep(time * 1000, undefined, { signal }).catch(() => {})
    return Promise.race([ended, passed]).finally(() => over.abort())
  }
  if (notice > 0 && child.connected) {
    child.send('drain', () => {})
    await wait(notice)
  }
  child.kill('SIGTERM')
  await wait(seconds)
  child.kill('SIGKILL')
  await ended
}
