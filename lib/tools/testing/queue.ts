import { spawn } from 'node:child_process'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { db } from '@/db/client'

/** Makes waiting attempts due now: the time until then passes in the database. */
export async function passTime(): Promise<void> {
  await db.execute(sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null`)
  await db.execute(sql`select pg_notify('jobs:insert', '{"count": 10}')`)
}

/** Starts a worker in a separate process. */
export async function spawnWorker(env: Record<string, string>): Promise<{ pid: number; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/tools/testing/worker-process.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env, TSX_TSCONFIG_PATH: path.resolve('lib/tools/cli/tsconfig.json') },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    ended.then(() => reject(new Error('The worker ended before it had started')))
  })
  return {
    pid: child.pid!,
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}
