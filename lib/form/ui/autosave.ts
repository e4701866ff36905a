import type { Answers } from '../definition'

export type Stored = { answers: Answers; version: number; savedAt: string | null }

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  /** Kept in the browser; sent when the network is back. */
  | { kind: 'offline' }
  | { kind: 'signed-out' }
  | { kind: 'refused'; message: string }
  | { kind: 'conflict'; mine: Answers; theirs: Stored }

/** The newest state of each section that this page knows: the router may show an older copy on the way back. */
const newest = new Map<string, Stored>()
/** One writer a page that was loaded, and one count for all its saves: the server knows a late request by them. */
let writer: string | undefined
let count = 0

export function newestKnown(url: string, fromServer: Stored): Stored {
  const known = newest.get(url)
  return known && known.version > fromServer.version ? known : fromServer
}

/**
 * Sends a section's answers one request at a time, and keeps what is not yet acknowledged in the browser's own storage.
 * 'saved' is reported only after the server said so.
 */
export class Autosave {
  private pending: Answers | null = null
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private delay = 1000
  private stopped = false

  constructor(
    private readonly url: string,
    private version: number,
    pageId: string,
    private readonly report: (state: SaveState) => void,
  ) {
    writer ??= pageId
  }

  /** What a former visit could not send, with the version that it was based on. */
  unsent(): { answers: Answers; version: number } | null {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? 'null')
    } catch {
      return null
    }
  }

  change(answers: Answers, wait = 800): void {
    this.pending = answers
    this.keep(answers)
    this.schedule(wait)
  }

  /** Sends now; true once everything is acknowledged. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer)
    while (this.running) await this.running
    if (this.pending) await this.start()
    return this.pending === null
  }

  /** After a conflict: go on from this version. */
  rebase(stored: Stored): void {
    this.version = stored.version
    newest.set(this.url, stored)
    this.forget()
    this.pending = null
  }

  /** The page is going; what is pending stays in the browser's storage. */
  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private get key() {
    return `unsent:${this.url}`
  }

  private keep(answers: Answers) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ answers, version: this.version }))
    } catch {
      // Storage is full or forbidden: the state shown stays 'saving' or 'offline' until the server has it.
    }
  }

  private forget() {
    try {
      localStorage.removeItem(this.key)
    } catch {}
  }

  private schedule(wait: number) {
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => !this.running && this.start(), wait)
  }

  private start(): Promise<void> {
    this.running = this.send().finally(() => {
      this.running = null
    })
    return this.running
  }

  private async send(): Promise<void> {
    const answers = this.pending
    if (!answers) return
    this.report({ kind: 'saving' })
    let response: Response
    let body: Partial<Stored> & { message?: string }
    try {
      count += 1
      response = await fetch(this.url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ answers, version: this.version, writer, seq: count }),
      })
      body = await response.json()
    } catch {
      return this.retry()
    }
    if (response.ok) return this.acknowledged(answers, body as Stored)
    if (response.status === 401) return this.report({ kind: 'signed-out' })
    if (response.status === 409 && body.answers) {
      return this.report({ kind: 'conflict', mine: answers, theirs: body as Stored })
    }
    if (response.status >= 500 || response.status === 429) return this.retry()
    this.report({ kind: 'refused', message: body.message ?? 'This could not be saved.' })
  }

  private acknowledged(answers: Answers, saved: Stored) {
    this.delay = 1000
    this.version = saved.version
    newest.set(this.url, { answers, version: saved.version, savedAt: saved.savedAt })
    if (this.pending === answers) {
      this.pending = null
      this.forget()
      this.report({ kind: 'saved', at: saved.savedAt ?? new Date().toISOString() })
    } else if (this.pending) {
      this.keep(this.pending)
      this.schedule(200)
    }
  }

  private retry() {
    this.report({ kind: 'offline' })
    this.schedule(this.delay)
    this.delay = Math.min(this.delay * 2, 30_000)
  }
}
