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

/** A page holds its lock as long as it lives, so that another tab leaves its unsent answers alone. */
function becomeWriter(pageId: string) {
  if (writer) return
  writer = pageId
  // Without a secure context a browser has no locks: every draft then counts as left behind.
  void navigator.locks?.request(writer, () => new Promise(() => {}))
}

async function livingWriters(): Promise<Set<string | undefined>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return new Set(held.map((lock) => lock.name))
}

/** Answers that are not yet acknowledged, the version they are based on, and when they were typed (ms since 1970). */
type Draft = { answers: Answers; version: number; at: number }

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
    becomeWriter(pageId)
  }

  /** Takes over what this page, or one that is gone, could not send: the newest first; others wait for the next visit. */
  async unsent(): Promise<Draft | null> {
    try {
      const living = await livingWriters()
      const drafts = Object.keys(localStorage)
        .filter((key) => key.startsWith(this.prefix))
        .filter((key) => key === this.key || !living.has(key.slice(this.prefix.length)))
        .map((key) => ({ key, draft: JSON.parse(localStorage.getItem(key)!) as Draft }))
        .sort((a, b) => b.draft.at - a.draft.at)
      const newest = drafts[0]
      if (!newest || this.pending || this.stopped) return null
      if (newest.key !== this.key) {
        localStorage.setItem(this.key, JSON.stringify(newest.draft))
        localStorage.removeItem(newest.key)
      }
      return newest.draft
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

  private get prefix() {
    return `unsent:${this.url}:`
  }

  private get key() {
    return this.prefix + writer
  }

  private keep(answers: Answers) {
    try {
      const draft: Draft = { answers, version: this.version, at: Date.now() }
      localStorage.setItem(this.key, JSON.stringify(draft))
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
      const sent = JSON.stringify({ answers, version: this.version, writer, seq: count })
      response = await fetch(this.url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: sent,
        // The request outlives a page that is closed; browsers allow it for 64 kB, which so many characters never exceed.
        keepalive: sent.length < 20_000,
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
