import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type postgres from 'postgres'
import { serveNext } from '@/lib/tools/cli/serve'

/** A process that is restarted whenever it ends. */
export type Kept = {
  kill(): Promise<void>
  end(): Promise<void>
  /** How often it ended without being killed. */
  readonly died: number
}

type Running = { pid: number; ended: Promise<unknown> }

async function keep(start: () => Promise<Running>): Promise<Kept> {
  let over = false
  let expected = false
  let died = 0
  let running = await start()
  let watching = watch()
  async function watch(): Promise<void> {
    while (!over) {
      await running.ended
      if (over) return
      if (!expected) died += 1
      expected = false
      await startAgain()
    }
  }
  async function startAgain() {
    while (!over) {
      try {
        running = await start()
        return
      } catch {
        // The database is not up yet.
      }
    }
  }
  const strike = async () => {
    const { pid, ended } = running
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has just ended by itself.
    }
    await ended
  }
  watching = watching.catch(console.error)
  return {
    kill: () => {
      expected = true
      return strike()
    },
    end: async () => {
      over = true
      await strike()
      await watching
    },
    get died() {
      return died
    },
  }
}

/** The web server, as `npm run portal` starts it. */
export const keepServing = (port: number) =>
  keep(() => serveNext({ port, dev: false, asked: new AbortController().signal }))

export const keepWorking = () => keep(() => run('lib/tools/testing/worker-process.ts', []))

/** Decides, answers and withdraws without end, many at once. */
export const keepDeciding = (callId: string, adminId: string) =>
  keep(() => run('lib/tools/testing/decider-process.ts', [callId, adminId]))

async function run(script: string, args: string[]): Promise<Running> {
  // Its messages about lost connections do not matter here.
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, TSX_TSCONFIG_PATH: path.resolve('lib/tools/cli/tsconfig.json') },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await Promise.race([
    new Promise<void>((resolve) => child.stdout!.once('data', () => resolve())),
    ended.then(() => Promise.reject(new Error(`${script} ended before it had started`))),
  ])
  return { pid: child.pid!, ended }
}

/** PostgreSQL itself; its caller restarts it, and it recovers from its log. */
export async function killDatabase(sql: postgres.Sql): Promise<void> {
  try {
    const [row] = await sql<{ text: string }[]>`select pg_read_file('postmaster.pid') as text`
    process.kill(Number(row!.text.split('\n')[0]), 'SIGKILL')
  } catch {
    // It has not restarted since the last time.
  }
}
