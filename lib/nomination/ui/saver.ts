import type { Decision } from '../rank'
import type { SaveListResult } from '../save'

export type Theirs = { version: number; by: string | null; decision: Decision }
export type Saving =
  | { kind: 'idle' | 'waiting' | 'saving' | 'offline' }
  | { kind: 'saved'; at: string }
  | { kind: 'refused'; message: string }
  | { kind: 'conflict'; mine: Decision; theirs: Theirs }

const WAIT_MS = 400
const RETRY_MS = 4000

/** Sends each change of a list in its turn, with the version that it is based on. The last change always wins over earlier ones. */
export class Saver {
  private pending: Decision | null = null
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly url: string,
    private version: number,
    private readonly tell: (state: Saving) => void,
  ) {}

  /** Whether closing the page now would lose something. */
  get unsaved(): boolean {
    return this.pending !== null || this.running !== null
  }

  change(decision: Decision): void {
    this.pending = decision
    this.tell({ kind: 'waiting' })
    this.later(WAIT_MS)
  }

  /** Puts a decision in the place of the version that somebody else saved and the person has seen. */
  overwrite(version: number, decision: Decision): void {
    this.version = version
    this.pending = decision
    void this.flush()
  }

  /** Sends what is not sent; resolves when nothing is under way. */
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

  private async send(decision: Decision): Promise<void> {
    this.tell({ kind: 'saving' })
    let answer: Response
    try {
      answer = await fetch(this.url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: this.version, decision }),
        keepalive: true,
      })
    } catch {
      this.tell({ kind: 'offline' })
      return this.later(RETRY_MS)
    }
    const body = (await answer.json().catch(() => ({}))) as Partial<SaveListResult> & { message?: string }
    const newer = this.pending !== decision
    if (body.outcome === 'saved') {
      this.version = body.version!
      if (newer) return this.later(0)
      this.pending = null
      return this.tell({ kind: 'saved', at: String(body.savedAt) })
    }
    const mine = this.pending!
    this.pending = null
    if (body.outcome === 'conflict') {
      const { version, by, current } = body as Extract<SaveListResult, { outcome: 'conflict' }>
      return this.tell({ kind: 'conflict', mine, theirs: { version, by, decision: current } })
    }
    this.tell({ kind: 'refused', message: body.message ?? 'Something went wrong on our side. Reload the page.' })
  }
}
