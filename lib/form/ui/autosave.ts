import type { Answers } from '../definition'
import { type Draft, type Drafts, holdPage } from './drafts'

export type Stored = { answers: Answers; version: number; savedAt: string | null }

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  /** The server does not have it; `away`: the portal does not answer. */
  | ({ kind: 'offline'; away: boolean } & Unsaved)
  | ({ kind: 'signed-out' } & Unsaved)
  | { kind: 'refused'; message: string }
  | { kind: 'conflict'; mine: Answers; theirs: Stored }

/** `kept`: in the browser's storage; `saved`: when the server last had everything, as ISO. */
type Unsaved = { kept: boolean; saved: string | null }

/** Sends a request again after this time; the server recognises a late one by its number. */
const PATIENCE_MS = 20_000
/** Browsers let a request of up to 64 kB outlive its page; this many characters never exceed that. */
const OUTLIVES = 20_000

/** The newest state of each section that this page knows: the router may show an older copy on the way back. */
const newest = new Map<string, Stored>()
/** The id of the loaded page, and one count for all its saves. */
let page: string | undefined
let count = 0

export function newestKnown(url: string, fromServer: Stored): Stored {
  const known = newest.get(url)
  return known && known.version > fromServer.version ? known : fromServer
}

/**
 * Sends a section's answers one request at a time, and keeps unacknowledged ones in the browser's storage. Reports
 * 'saved' only after the server confirms. After a conflict it sends nothing until `rebase` names the version to go on
 * from.
 */
export class Autosave {
  private pending: Answers | null = null
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private delay = 1000
  private stopped = false
  private keptAt = 0
  private saved: string | null
  private trouble = false
  private theirs: Stored | null = null
  private readonly page: string
  private writer: string

  constructor(
    private readonly url: string,
    /** The key in the browser's storage; not a secret. */
    private readonly key: string,
    private version: number,
    savedAt: string | null,
    pageId: string,
    private readonly drafts: Drafts,
    private readonly tell: (state: SaveState) => void,
  ) {
    this.saved = savedAt
    if (!page) {
      page = pageId
      holdPage(page)
    }
    this.page = page
    this.writer = page
  }

  /** Resumes what an earlier visit could not send, under that visit's id, so that the server decides. */
  async adopt(): Promise<Draft | null> {
    const draft = await this.drafts.take(this.key, this.page)
    if (!draft || this.pending || this.stopped) return null
    this.version = draft.version
    this.writer = draft.writer
    count = Math.max(count, draft.seq)
    return draft
  }

  /** Shows both versions, and sends nothing before the person chooses one. */
  conflict(mine: Answers, theirs: Stored): void {
    this.theirs = theirs
    this.pending = mine
    this.keep(mine)
    this.report({ kind: 'conflict', mine, theirs })
  }

  change(answers: Answers, wait = 800): void {
    if (this.theirs) {
      this.conflict(answers, this.theirs)
      return
    }
    this.pending = answers
    this.keep(answers)
    this.schedule(wait)
  }

  /** Sends now; true once the server has acknowledged everything. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer)
    while (this.running) await this.running
    if (this.pending && !this.theirs) await this.start()
    return this.pending === null
  }

  /** After a conflict: go on from this version. */
  rebase(stored: Stored): void {
    this.theirs = null
    this.version = stored.version
    newest.set(this.key, stored)
    this.drafts.forget(this.key, this.page, this.keptAt)
    this.pending = null
  }

  /** Whether closing the page now would lose answers, or leave them only in this browser. */
  get atRisk(): boolean {
    return this.pending !== null && (this.trouble || !this.kept)
  }

  /** The page is closing; pending answers stay in the browser's storage. */
  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private report(state: SaveState) {
    this.trouble = state.kind !== 'saving' && state.kind !== 'saved'
    this.tell(state)
  }

  private keep(answers: Answers) {
    this.keptAt = Date.now()
    const draft = { answers, version: this.version, writer: this.writer, seq: count, at: this.keptAt }
    this.drafts.keep(this.key, this.page, draft)
  }

  private get kept() {
    return this.drafts.isKept(this.key, this.page, this.keptAt)
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
    if (!answers || this.theirs) return
    this.report({ kind: 'saving' })
    let response: Response | undefined
    let body: Partial<Stored> & { message?: string }
    try {
      count += 1
      const sent = JSON.stringify({ answers, version: this.version, writer: this.writer, seq: count })
      response = await fetch(this.url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: sent,
        keepalive: sent.length < OUTLIVES,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      body = await response.json()
    } catch {
      return this.retry(response !== undefined || navigator.onLine)
    }
    if (response.ok) return this.acknowledged(answers, body as Stored)
    if (response.status === 401) return this.report({ kind: 'signed-out', kept: this.kept, saved: this.saved })
    if (response.status === 409 && body.answers) return this.conflict(this.pending ?? answers, body as Stored)
    if (response.status >= 500 || response.status === 429) return this.retry(true)
    this.report({ kind: 'refused', message: body.message ?? 'This could not be saved.' })
    // What the person corrected while the refused request was on its way.
    if (this.pending !== answers) this.schedule(200)
  }

  private acknowledged(answers: Answers, saved: Stored) {
    this.delay = 1000
    this.version = saved.version
    newest.set(this.key, { answers, version: saved.version, savedAt: saved.savedAt })
    if (this.pending === answers) {
      this.pending = null
      this.drafts.forget(this.key, this.page, this.keptAt)
      this.saved = saved.savedAt ?? new Date().toISOString()
      this.report({ kind: 'saved', at: this.saved })
    } else if (this.pending) {
      this.keep(this.pending)
      this.schedule(200)
    }
  }

  private retry(away: boolean) {
    this.report({ kind: 'offline', away, kept: this.kept, saved: this.saved })
    // At different moments: many pages wait for a portal that comes back.
    this.schedule(this.delay * (0.5 + Math.random()))
    this.delay = Math.min(this.delay * 2, 30_000)
  }
}
