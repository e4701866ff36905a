import { existsSync, readFileSync } from 'node:fs'
import { oneLine } from './problem'

/**
 * The processes from the one above up to npm, which puts a shell between itself and what it runs. Where there is no /proc,
 * the one above alone.
 */
function ancestry(): string {
  const found: string[] = []
  for (let pid = String(process.ppid); found.length < 4; ) {
    found.push(pid)
    if (!existsSync(`/proc/${pid}/stat`)) break
    // As in `17 (npm start) S 12 …`: the name in brackets, the state, the process above.
    const [name, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(/\((.*)\) . /s)
      .slice(1)
    if (name?.startsWith('npm')) return found.join(' ')
    pid = rest?.split(' ')[0] ?? ''
  }
  return String(process.ppid)
}

type Stop = () => Promise<unknown>

/** What was started and must be ended in the opposite order, and whether somebody asked for the end. */
export class Stopping {
  readonly #asked = new AbortController()
  readonly #stops: Stop[] = []

  /** Listens to Ctrl-C and the like, and to the end of the npm that started us: `kill -9` tells its children nothing. */
  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.#asked.abort())
    if (!process.env.npm_lifecycle_event) return
    const above = ancestry()
    setInterval(() => ancestry() !== above && this.#asked.abort(), 500).unref()
  }

  get asked(): AbortSignal {
    return this.#asked.signal
  }

  /** Registers a stop, then throws the AbortError if the end was asked for meanwhile. */
  add(stop: Stop): void {
    this.#stops.unshift(stop)
    this.asked.throwIfAborted()
  }

  /** Resolves when the end is asked for. */
  whenAsked(): Promise<void> {
    return new Promise((resolve) => {
      if (this.asked.aborted) resolve()
      this.asked.addEventListener('abort', () => resolve())
    })
  }

  /** Stops everything, the last started first; what fails is told and does not keep the rest from stopping. */
  async stopAll(): Promise<void> {
    for (const stop of this.#stops.splice(0)) await stop().catch((error) => console.error(oneLine(error)))
  }
}
