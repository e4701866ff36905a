import type { Answers } from '../definition'
import { type Draft, type Drafts, holdPage } from './drafts'
import { Sender, type Settled, type Trouble } from './sender'

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
 * Sends a section's answers, and keeps unacknowledged ones in the browser's storage. Reports 'saved' only after the
 * server confirms. After a conflict it sends nothing until `rebase` names the version to go on from.
 */
export class Autosave extends Sender<Answers> {
  private keptAt = 0
  private saved: string | null
  private trouble = false
  private theirs: Stored | null = null
  private readonly page: string
  private writer: string

  constructor(
    url: string,
    /** The key in the browser's storage; not a secret. */
    private readonly key: string,
    private version: number,
    savedAt: string | null,
    pageId: string,
    private readonly drafts: Drafts,
    private readonly tell: (state: SaveState) => void,
  ) {
    super(url)
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
    if (!draft || this.pending || this.isStopped) return null
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

  protected override get next(): Answers | null {
    return this.theirs ? null : this.pending
  }

  protected messageOf(answers: Answers) {
    count += 1
    return { answers, version: this.version, writer: this.writer, seq: count }
  }

  protected begun(): void {
    this.report({ kind: 'saving' })
  }

  protected settled(answers: Answers, { status, ok, body }: Settled): void {
    const said = body as Partial<Stored> & { message?: string }
    if (ok) this.acknowledged(answers, said as Stored)
    else if (status === 409 && said.answers) this.conflict(this.pending ?? answers, said as Stored)
    else {
      this.report({ kind: 'refused', message: said.message ?? 'This could not be saved.' })
      // What the person corrected while the refused request was on its way.
      if (this.pending !== answers) this.schedule(200)
    }
  }

  protected hindered(by: Trouble): void {
    const unsaved = { kept: this.kept, saved: this.saved }
    this.report(by === 'signed-out' ? { kind: by, ...unsaved } : { kind: 'offline', away: by === 'away', ...unsaved })
  }

  private acknowledged(answers: Answers, saved: Stored) {
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
}
