import { existsSync, readFileSync } from 'node:fs'
import { oneLine } from '@/lib/shared/problem'

/**
 * The processes from the parent up to npm, which puts a shell between itself and the script. Only the parent where
 * there is no /proc.
 */
function ancestry(): string {
  const found: string[] = []
  for (let pid = String(process.ppid); found.length < 4; ) {
    found.push(pid)
    if (!existsSync(`/proc/${pid}/stat`)) break
    // As in `17 (npm start) S 12 …`: the name in brackets, the state, the parent.
    const [name, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(/\((.*)\) . /s)
      .slice(1)
    if (name?.startsWith('npm')) return found.join(' ')
    pid = rest?.split(' ')[0] ?? ''
  }
  return String(process.ppid)
}

/** Gets a signal that is aborted when it has to end at once. */
type Stop = (hurry: AbortSignal) => Promise<unknown>
/** One Ctrl-C may arrive several times: from the terminal and from each parent. */
const SAME_MS = 1000

/** The started parts, to stop in reverse order, and whether somebody asked for the end. */
export class Stopping {
  readonly #asked = new AbortController()
  readonly #hurry = new AbortController()
  readonly #stops: Stop[] = []

  /**
   * Listens for Ctrl-C and the like, and for the end of the npm that started us, because `kill -9` does not notify
   * children.
   */
  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.ask())
    if (!process.env.npm_lifecycle_event) return
    const above = ancestry()
    setInterval(() => ancestry() !== above && this.#asked.abort(), 500).unref()
  }

  get asked(): AbortSignal {
    return this.#asked.signal
  }

  /** Asks for the end; a second request stops waiting for work in progress. */
  private ask(): void {
    if (this.asked.aborted) return
    this.#asked.abort()
    const hurry = () => this.#hurry.abort()
    setTimeout(() => process.on('SIGINT', hurry).on('SIGTERM', hurry), SAME_MS).unref()
  }

  /** Registers a stop, then throws the AbortError if the end was requested meanwhile. */
  add(stop: Stop): void {
    this.#stops.unshift(stop)
    this.asked.throwIfAborted()
  }

  /** Resolves when the end is requested. */
  whenAsked(): Promise<void> {
    return new Promise((resolve) => {
      if (this.asked.aborted) resolve()
      this.asked.addEventListener('abort', () => resolve())
    })
  }

  /** Stops everything, the last started first; reports a failure and continues with the rest. */
  async stopAll(): Promise<void> {
    for (const stop of this.#stops.splice(0))
      await stop(this.#hurry.signal).catch((error) => console.error(oneLine(error)))
  }
}
