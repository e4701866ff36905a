import { type ChildProcess, spawn } from 'node:child_process'
import { openSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 120_000

/** One instance of the portal in production, with `npm start`'s own program. */
export class Portal {
  private launcher: ChildProcess | undefined

  /** `folder`: of the project, with a build. `log`: where its output goes. */
  constructor(
    readonly port: number,
    private readonly env: Record<string, string>,
    private readonly log: string,
    private readonly folder = '.',
  ) {}

  async start(): Promise<void> {
    const said = openSync(this.log, 'a')
    const { DEMO: _, ...rest } = process.env
    this.launcher = spawn(
      process.execPath,
      [
        '--import',
        path.resolve(this.folder, 'lib/tools/cli/tether.mjs'),
        path.resolve(this.folder, 'lib/tools/cli/portal.mjs'),
        '--serve',
        '--port',
        String(this.port),
        '--host',
        '127.0.0.1',
      ],
      { cwd: this.folder, stdio: ['ignore', said, said, 'ipc'], env: { ...rest, LOG_FORMAT: 'json', ...this.env } },
    )
    const end = Date.now() + PATIENCE_MS
    while (!(await this.answers())) {
      if (this.launcher.exitCode !== null || Date.now() > end)
        throw new Error(`The portal did not start, see ${this.log}.`)
      await sleep(200)
    }
  }

  private answers(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/api/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.ok,
      () => false,
    )
  }

  /** Whether the launcher itself still runs. */
  get lives(): boolean {
    return this.launcher?.exitCode === null && this.launcher.signalCode === null
  }

  /** How often its launcher had to restart a process. */
  get restarts(): number {
    return readFileSync(this.log, 'utf8').match(/it is started again/g)?.length ?? 0
  }

  /** Kills its web server, its worker or the launcher with kill -9. */
  kill(which: 'web' | 'worker' | 'launcher'): void {
    if (which === 'launcher') this.launcher!.kill('SIGKILL')
    if (which === 'launcher') return
    const mark = { web: /next-server|bin\/next/, worker: /lib\/running\/worker\/process/ }[which]
    for (const pid of childrenOf(this.launcher!.pid!)) if (mark.test(commandOf(pid))) process.kill(pid, 'SIGKILL')
  }

  /** Ends it in order, as a supervisor does. */
  async stop(): Promise<void> {
    if (!this.lives) return
    const ended = new Promise((resolve) => this.launcher!.once('exit', resolve))
    this.launcher!.kill('SIGTERM')
    await ended
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => textOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1] === String(parent))
}

const commandOf = (pid: number) => textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')

/** Empty if the process has gone meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
