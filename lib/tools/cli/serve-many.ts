import cluster, { type Worker } from 'node:cluster'
import path from 'node:path'
import { AggregatorRegistry } from 'prom-client'
import { METRICS_ASKED, type MetricsTold } from '@/lib/running/system/process-metrics'
import { Problem } from '@/lib/shared/problem'
import { type End, type Running, stopChild, TETHER } from './child'
import { commandOf, type Serving, serveNext, untilItAnswers } from './serve'
import { keep } from './supervise'

/**
 * Serves by so many processes behind one port, and begins each of them again that ends. Node's cluster gives each new
 * connection to the next process, so that the others go on while one begins.
 * @throws Problem if the first does not start
 */
export async function serveByMany(
  serving: Serving,
  processes: number,
): Promise<{ stop(hurry?: AbortSignal): Promise<unknown> }> {
  if (processes === 1) return keep('web server', () => serveNext(serving))
  const { node, next } = commandOf(serving)
  const [exec, ...args] = next as [string, ...string[]]
  cluster.setupPrimary({
    exec: path.resolve(exec),
    args,
    execArgv: [...TETHER, ...node],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const forget = tellMetrics()
  const pools = poolsOf(processes, process.env)
  const all = Array.from({ length: processes }, (_, at) => keep(`web server ${at + 1}`, () => serveOne(serving, pools)))
  const begun = await Promise.allSettled(all)
  const stop = async (hurry?: AbortSignal) => {
    await Promise.all(begun.map((one) => one.status === 'fulfilled' && one.value.stop(hurry)))
    forget()
  }
  const failed = begun.find(({ status }) => status === 'rejected')
  if (failed) {
    await stop()
    throw (failed as PromiseRejectedResult).reason
  }
  await untilItAnswers(serving, stop)
  return { stop }
}

/** Connections for pages and for long reads that all processes share, unless the operator sets those of each. */
const TOGETHER = { DATABASE_POOL: 20, DATABASE_POOL_LONG: 6 }
const LEAST = { DATABASE_POOL: 3, DATABASE_POOL_LONG: 1 }

/** Each process's share of the connections: many cores must not use all that PostgreSQL has. */
export function poolsOf(
  processes: number,
  given: Record<string, string | undefined>,
): Record<keyof typeof TOGETHER, string> {
  const share = (name: keyof typeof TOGETHER) =>
    given[name] || String(Math.max(LEAST[name], Math.floor(TOGETHER[name] / processes)))
  return { DATABASE_POOL: share('DATABASE_POOL'), DATABASE_POOL_LONG: share('DATABASE_POOL_LONG') }
}

/** Resolves once the process listens. */
async function serveOne(serving: Serving, env: Record<string, string>): Promise<Running> {
  const worker = cluster.fork({ ...commandOf(serving).env, ...env })
  // It may end while the cluster writes to it; its end is dealt with below.
  worker.on('error', () => {})
  const ended = new Promise<End>((resolve) => worker.once('exit', (code, signal) => resolve({ code, signal } as End)))
  const stop = (hurry?: AbortSignal) => stopChild(worker.process, ended, serving.drain, hurry)
  const listens = new Promise((resolve) => worker.once('listening', resolve))
  const first = await Promise.race([listens, ended.then(() => 'ended'), whenAborted(serving.asked)])
  if (first === 'ended') throw new Problem('a web server did not start, see above.')
  return { pid: worker.process.pid!, ended, stop }
}

const whenAborted = (signal: AbortSignal) =>
  new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))

/** A process that is asked for its metrics asks the launcher for those of all, until the returned function is called. */
function tellMetrics(): () => void {
  const registry = new AggregatorRegistry()
  const tell = async (worker: Worker, message: unknown) => {
    if (message !== METRICS_ASKED) return
    const told: MetricsTold = { metrics: await registry.clusterMetrics().catch(() => null) }
    if (worker.isConnected()) worker.send(told, () => {})
  }
  cluster.on('message', tell)
  return () => void cluster.off('message', tell)
}
