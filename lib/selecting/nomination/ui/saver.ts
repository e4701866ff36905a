import { Sender, type Settled, type Trouble } from '@/lib/form/ui/sender'
import { type Decision, differences } from '../rank'
import type { SaveListResult } from '../save'
import type { KeptList } from './kept-list'

export type Theirs = { version: number; by: string | null; decision: Decision }
export type Saving =
  | { kind: 'idle' | 'waiting' | 'saving' }
  /** `kept`: the browser keeps the list meanwhile. */
  | { kind: Trouble; kept: boolean }
  | { kind: 'saved'; at: string }
  | { kind: 'refused'; message: string }
  | { kind: 'conflict'; mine: Decision; theirs: Theirs }

type Conflict = Extract<SaveListResult, { outcome: 'conflict' }>

const WAIT_MS = 400

/**
 * Sends each change of a list in turn, with the version that it is based on. The last change always wins over earlier
 * ones.
 */
export class Saver extends Sender<Decision> {
  /** Sent since the last answer: the portal may have saved one of them. */
  private unanswered: Decision[] = []

  constructor(
    url: string,
    private version: number,
    private readonly kept: KeptList,
    private readonly tell: (state: Saving) => void,
  ) {
    super(url)
  }

  /** Whether closing the page now would lose something. */
  get unsaved(): boolean {
    return this.pending !== null || this.isSending
  }

  change(decision: Decision): void {
    this.pending = decision
    this.kept.keep({ version: this.version, decision })
    this.tell({ kind: 'waiting' })
    this.schedule(WAIT_MS)
  }

  /** Replaces the version that another person saved and this person has seen. */
  overwrite(version: number, decision: Decision): void {
    this.version = version
    this.pending = decision
    this.kept.keep({ version, decision })
    void this.flush()
  }

  protected messageOf(decision: Decision) {
    this.unanswered.push(decision)
    return { version: this.version, decision }
  }

  protected begun(): void {
    this.tell({ kind: 'saving' })
  }

  protected hindered(by: Trouble): void {
    this.tell({ kind: by, kept: this.kept.safe })
  }

  protected settled(decision: Decision, { body }: Settled): void {
    const said = body as Partial<SaveListResult> & { message?: string }
    const sent = this.unanswered.slice(0, -1)
    this.unanswered = []
    if (said.outcome === 'saved') this.acknowledged(decision, said.version!, String(said.savedAt))
    else if (said.outcome === 'conflict') this.conflict(sent, said as Conflict)
    else {
      this.pending = null
      this.kept.forget()
      this.tell({ kind: 'refused', message: said.message ?? 'Something went wrong on our side. Reload the page.' })
    }
  }

  private conflict(sent: Decision[], { version, by, current }: Conflict) {
    // The saved version is this page's own: its answer was lost.
    if (sent.some((one) => differences(one, current).length === 0)) {
      this.version = version
      this.schedule(0)
    } else {
      const mine = this.pending!
      this.pending = null
      this.tell({ kind: 'conflict', mine, theirs: { version, by, decision: current } })
    }
  }

  private acknowledged(decision: Decision, version: number, at: string) {
    this.version = version
    if (this.pending !== decision) {
      this.kept.keep({ version, decision: this.pending! })
      this.schedule(0)
    } else {
      this.pending = null
      this.kept.forget()
      this.tell({ kind: 'saved', at })
    }
  }
}
