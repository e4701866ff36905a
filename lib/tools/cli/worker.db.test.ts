import { spawn } from 'node:child_process'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { isAlive } from '@/db/server/alive'
import type { Running } from './child'
import { keep } from './supervise'
import { startWorkerProcess } from './worker-child'

/** A start takes a second or two, on a busy machine many. */
const WAIT = { timeout: 200_000 }

const jobs = async () => (await db.execute(sql`select id from graphile_worker.jobs`)).length
async function oneJobIsDone(): Promise<void> {
  await db.execute(sql`select graphile_worker.add_job('end-actings')`)
  await expect.poll(jobs, WAIT).toBe(0)
}

test('a killed worker comes back and does its jobs, and ends in order when asked', {
  timeout: 150_000,
}, async () => {
  const begun: Running[] = []
  const begin = async () => {
    const worker = startWorkerProcess({ seconds: 20, notice: 0 })
    begun.push(worker)
    return worker
  }
  const said: string[] = []
  const kept = await keep('worker', begin, { tell: (line) => said.push(line) })
  const [killed] = begun
  process.kill(killed!.pid, 'SIGKILL')
  await oneJobIsDone()
  expect(said).toEqual(['The worker ended (killed by SIGKILL); it is started again.'])
  await kept.stop()
  const [, successor] = begun
  expect(await successor!.ended).toEqual({ code: 0, signal: null })
})

test('a child ends when the launcher above it is killed', { timeout: 250_000 }, async () => {
  const script = `import('./lib/tools/cli/child.ts').then(({ spawnChild }) =>
    console.log(spawnChild(['-e', 'setInterval(() => {}, 1000)'], {}, false).pid))`
  const launcher = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TSX_TSCONFIG_PATH: path.resolve('lib/tools/cli/tsconfig.json') },
  })
  const pid = Number(await new Promise((resolve) => launcher.stdout.once('data', resolve)))
  expect(isAlive(pid)).toBe(true)
  launcher.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), WAIT).toBe(false)
})
