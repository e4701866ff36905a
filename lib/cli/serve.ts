import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from './problem'

const PATIENCE_MS = 60_000

/**
 * Runs Next as a child that ends with this process, however that ends. Resolves once it answers.
 * Throws a Problem if it ends before, or does not answer within a minute.
 */
export async function serveNext({ port, dev }: { port: number; dev: boolean }) {
  const tether = path.resolve('lib/cli/tether.mjs')
  const child = spawn(
    process.execPath,
    ['--import', tether, 'node_modules/next/dist/bin/next', dev ? 'dev' : 'start', '-p', String(port)],
    {
      // Out of the terminal's group: Ctrl-C reaches the launcher, which stops things in order.
      detached: true,
      stdio: ['ignore', dev ? 'inherit' : 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' },
    },
  )
  let over = false
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      over = true
      resolve()
    }),
  )
  const end = Date.now() + PATIENCE_MS
  while (!(await answers(port))) {
    if (over) throw new Problem('the web server did not start, see above.')
    if (Date.now() > end) throw new Problem('the web server did not answer within a minute.')
    await sleep(150)
  }
  const stop = async () => {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 5000)
    await ended
    clearTimeout(late)
  }
  return { ended, stop }
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/api/health`).then(
    (response) => response.ok,
    () => false,
  )
}
