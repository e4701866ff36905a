import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Problem } from '@/lib/shared/problem'
import { endOf, spawnChild, stopChild } from '@/lib/tools/cli/child'
import { npm } from '@/lib/tools/cli/install.mjs'
import { keptNode, packageName } from '@/lib/tools/cli/runtime.mjs'
import { untilItAnswers } from '@/lib/tools/cli/serve'
import { PORT } from './compare'

/** What the goals of speed call 'today', and the Node that it ran on. */
const COMMIT = '4e9259e980b5c87511ae57826545ddb0b9c5a210'
const NODE = 20

/** Outside of the project, whose lock file Next would take for the checkout's own. It stays for the next run. */
const HOME = process.env.BENCH_TODAY ?? path.join(tmpdir(), 'scholarship-bench-today')
const FOLDER = path.join(HOME, 'portal')
const NEXT = 'node_modules/next/dist/bin/next'

/** The portal of that commit, with this database. */
export class Today {
  private readonly node = node20()
  private readonly env: Record<string, string>

  constructor(url: string) {
    const PATH = [path.dirname(this.node), process.env.PATH].join(path.delimiter)
    this.env = { DATABASE_URL: url, PATH }
    checkOut()
  }

  /** Installs its packages, fills its database by its own `npm run fill`, and builds it. */
  prepare(fill: string[]): void {
    this.run(['lib/cli/fill.mjs', ...fill])
    // Next removes it when a build begins.
    if (!existsSync(path.join(FOLDER, '.next/export-marker.json'))) this.run([NEXT, 'build'], 'production')
  }

  private run(args: string[], mode = 'development'): void {
    const env = { ...process.env, ...this.env, NODE_ENV: mode } as NodeJS.ProcessEnv
    execFileSync(this.node, args, { cwd: FOLDER, stdio: 'inherit', env })
  }

  /** Serves it as its own `npm start` did, by one process, as long as the work takes. */
  async serving<T>(work: () => Promise<T>): Promise<T> {
    const args = [NEXT, 'start', '-p', String(PORT), '-H', '127.0.0.1']
    const child = spawnChild(args, { ...this.env, NODE_ENV: 'production' }, false, { node: this.node, cwd: FOLDER })
    const ended = endOf(child)
    const stop = () => stopChild(child, ended)
    const asked = new AbortController().signal
    await untilItAnswers({ port: PORT, dev: false, asked }, stop, () => child.exitCode !== null)
    return work().finally(stop)
  }
}

/** @throws Problem if git does not have the commit */
function checkOut(): void {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (existsSync(FOLDER) && git('-C', FOLDER, 'rev-parse', 'HEAD').trim() === COMMIT) return
  try {
    // The folder may have been deleted since it was made.
    git('worktree', 'add', '--force', '--detach', FOLDER, COMMIT)
  } catch {
    throw new Problem(`commit ${COMMIT.slice(0, 7)} could not be checked out to ${FOLDER}, see above.`)
  }
}

/** Node of that line, as npm has it for this platform. */
function node20(): string {
  const home = path.join(HOME, 'node')
  const modules = path.join(home, 'node_modules')
  mkdirSync(home, { recursive: true })
  if (!keptNode(modules)) npm(['install', '--prefix', home, `${packageName()}@${NODE}`])
  return keptNode(modules)!
}
