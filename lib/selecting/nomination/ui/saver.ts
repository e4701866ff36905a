import { type Decision, differences } from '../rank'
import type { SaveListResult } from '../save'
import type { KeptList } from './kept-list'

export type Theirs = { version: number; by: string | null; decision: Decision }
export type Saving =
  | { kind: 'idle' | 'waiting' | 'saving' }
  /** `kept`: the browser keeps the list meanwhile. */
  | { kind: 'offline' | 'away' | 'signed-out'; kept: boolean }
  | { kind: 'saved'; at: string }
  | { kind: 'refused'; message: string }
  | { kind: 'conflict'; mine: Decision; theirs: Theirs }

const WAIT_MS = 400
const RETRY_MS = 2000
const RETRY_MOST_MS = 30_000
/** After this time without an answer, the request is sent again: its version keeps it from counting twice. */
const PATIENCE_MS = 20_000

/**
 * Sends each change of a list in turn, with the version that it is based on. The last change always wins over earlier
 * ones.
 */
export class Saver {
  private pending: Decision | null = null
  /** Sent since the last answer: the portal may have saved one of them. */
  private unanswered: Decision[] = []
  private running: Promise<void> | null = null
  private retryIn = RETRY_MS
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly url: string,
    private version: number,
    private readonly kept: KeptList,
    private readonly tell: (state: Saving) => void,
  ) {}

  /** Whether closing the page now would lose something. */
  get unsaved(): boolean {
    return this.pending !== null || this.running !== null
  }

  change(decision: Decision): void {
    this.pending = decision
    this.kept.keep({ version: this.version, decision })
    this.tell({ kind: 'waiting' })
    this.later(WAIT_MS)
  }

  /** Replaces the version that another person saved and this person has seen. */
  overwrite(version: number, decision: Decision): void {
    this.version = version
    this.pending = decision
    this.kept.keep({ version, decision })
    void this.flush()
  }

  /** Sends unsent changes; resolves when no request is in progress. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    while (this.running) await this.running
    if (!this.pending) return
    this.running = this.send(this.pending).finally(() => {
      this.running = null
    })
    await this.running
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  private later(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), ms)
  }

  private again(kind: 'away' | 'offline') {
    this.tell({ kind, kept: this.kept.safe })
    this.later(this.retryIn * (0.5 + Math.random()))
    this.retryIn = Math.min(this.retryIn * 2, RETRY_MOST_MS)
  }

  private async send(decision: Decision): Promise<void> {
    this.tell({ kind: 'saving' })
    this.unanswered.push(decision)
    let answer: Response
    try {
      answer = await fetch(this.url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: this.version, decision }),
        keepalive: true,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
    } catch {
      return this.again(navigator.onLine ? 'away' : 'offline')
    }
    if (answer.status >= 500 || answer.status === 429) return this.again('away')
    // Tries again when the person returns to the page, or changes the list.
    if (answer.status === 401) return this.tell({ kind: 'signed-out', kept: this.kept.safe })
    this.retryIn = RETRY_MS
    const body = (await answer.json().catch(() => ({}))) as Partial<SaveListResult> & { message?: string }
    const newer = this.pending !== decision
    if (body.outcome === 'saved') {
      this.version = body.version!
      this.unanswered = []
      if (newer) {
        this.kept.keep({ version: this.version, decision: this.pending! })
        return this.later(0)
      }
      this.pending = null
      this.kept.forget()
      return this.tell({ kind: 'saved', at: String(body.savedAt) })
    }
    const sent = this.unanswered.slice(0, -1)
    this.unanswered = []
    const mine = this.pending!
    if (body.outcome === 'conflict') {
      const { version, by, current } = body as Extract<SaveListResult, { outcome: 'conflict' }>
      // The saved version is this page's own: its answer was lost.
      if (sent.some((one) => differences(one, current).length === 0)) {
        this.version = version
        return this.later(0)
      }
      this.pending = null
      return this.tell({ kind: 'conflict', mine, theirs: { version, by, decision: current } })
    }
    this.pending = null
    this.kept.forget()
    this.tell({ kind: 'refused', message: body.message ?? 'Something went wrong on our side. Reload the page.' })
  }
}
