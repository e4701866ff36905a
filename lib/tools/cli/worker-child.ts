import path from 'node:path'
import { type Drain, endOf, type Running, spawnChild, stopChild } from './child'

/** Runs the jobs in a separate process. When stopped, it finishes those in progress within the time of `drain`. */
export function startWorkerProcess(drain: Drain): Running {
  const env = { TSX_TSCONFIG_PATH: path.resolve('lib/tools/cli/tsconfig.json') }
  const child = spawnChild(['--import', 'tsx', 'lib/running/worker/process.ts'], env, true)
  const ended = endOf(child)
  return { pid: child.pid!, ended, stop: (hurry) => stopChild(child, ended, { ...drain, notice: 0 }, hurry) }
}
