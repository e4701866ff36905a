/** Sends a request again after this time: each has a version or a number, so that none counts twice. */
const PATIENCE_MS = 20_000
/** Browsers let a request of up to 64 kB outlive its page; this many characters never exceed that. */
const OUTLIVES = 20_000
const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000

/** Why the server does not have a value yet: no answer, an answer that asks to wait, or a session that has ended. */
export type Trouble = 'offline' | 'away' | 'signed-out'

/** An answer of the server that settles a request: what it says, with its status. */
export type Settled = { status: number; ok: boolean; body: unknown }

/**
 * Sends the newest value of one thing by PUT, one request at a time, until the server settles it. While the portal is
 * away it tries again, less and less often. What is said to the person, and what the browser keeps, is the subclass's.
 */
export abstract class Sender<Value> {
  /** The newest value that the server has not acknowledged. */
  protected pending: Value | null = null
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private delay = FIRST_RETRY_MS
  private stopped = false

  constructor(private readonly url: string) {}

  /** What is sent for a value. */
  protected abstract messageOf(value: Value): object
  protected abstract begun(): void
  protected abstract settled(value: Value, answer: Settled): void
  protected abstract hindered(by: Trouble): void

  /** The value to send now; null while a person has to choose first. */
  protected get next(): Value | null {
    return this.pending
  }

  get isSending(): boolean {
    return this.running !== null
  }

  get isStopped(): boolean {
    return this.stopped
  }

  /** Sends now; true once the server has acknowledged everything. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer)
    while (this.running) await this.running
    await this.start()
    return this.pending === null
  }

  /** The page is closing: nothing more is sent by itself. */
  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  /** Sends after so many ms, unless a request is on its way: the end of that one decides what follows. */
  protected schedule(wait: number): void {
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => void (this.running ?? this.start()), wait)
  }

  private async start(): Promise<void> {
    const value = this.next
    if (value === null) return
    this.running = this.send(value).finally(() => {
      this.running = null
    })
    await this.running
  }

  private async send(value: Value): Promise<void> {
    this.begun()
    let response: Response | undefined
    let body: unknown
    try {
      const message = JSON.stringify(this.messageOf(value))
      response = await fetch(this.url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: message,
        keepalive: message.length < OUTLIVES,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      body = await response.json()
    } catch {
      return this.retry(response !== undefined || navigator.onLine ? 'away' : 'offline')
    }
    // The page sends again when the person comes back to it, or changes something.
    if (response.status === 401) return this.hindered('signed-out')
    if (response.status >= 500 || response.status === 429) return this.retry('away')
    this.delay = FIRST_RETRY_MS
    this.settled(value, { status: response.status, ok: response.ok, body })
  }

  private retry(trouble: Trouble): void {
    this.hindered(trouble)
    // At different moments: many pages wait for a portal that comes back.
    this.schedule(this.delay * (0.5 + Math.random()))
    this.delay = Math.min(this.delay * 2, LONGEST_RETRY_MS)
  }
}
