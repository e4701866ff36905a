import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from './problem'

const PATIENCE_MS = 60_000

/**
 * Runs a command of Next as a child that ends with this process, however that ends.
 * `shown`: its output goes to the terminal; else only its errors do.
 */
export function spawnNext(args: string[], mode: 'development' | 'production', shown: boolean): ChildProcess {
  const tether = path.resolve('lib/cli/tether.mjs')
  return spawn(process.execPath, ['--import', tether, 'node_modules/next/dist/bin/next', ...args], {
    // Out of the terminal's group: Ctrl-C reaches the launcher, which stops things in order.
    detached: true,
    stdio: ['ignore', shown ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1' },
  })
}

/** Resolves with the exit code once the child has ended. Its channel must not keep us from ending. */
export const endOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))

/** Asks a child to end, and after five seconds makes it. */
export async function stopChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(late)
}

/** `dir`: the folder of the Next app, when it is not the portal's. */
type Serving = { port: number; host?: string; dev: boolean; asked: AbortSignal; dir?: string }

/**
 * Serves the portal. Resolves once it answers. Throws a Problem if it ends before, or does not answer within a minute;
 * stops waiting when `asked` is aborted.
 */
export async function serveNext({ port, host = '127.0.0.1', dev, asked, dir = '.' }: Serving) {
  const child = spawnNext(
    [dev ? 'dev' : 'start', dir, '-p', String(port), '-H', host],
    dev ? 'development' : 'production',
    dev,
  )
  const ended = endOf(child)
  let over = false
  ended.finally(() => {
    over = true
  })
  const stop = () => stopChild(child, ended)
  const end = Date.now() + PATIENCE_MS
  while (!asked.aborted && !(await answers(port))) {
    if (over) throw new Problem('the web server did not start, see above.')
    if (Date.now() > end) {
      await stop()
      throw new Problem('the web server did not answer within a minute.')
    }
    await sleep(150)
  }
  return { ended, stop, pid: child.pid! }
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(10_000) }).then(
    (response) => response.ok,
    () => false,
  )
}
