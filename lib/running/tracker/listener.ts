const encoder = new TextEncoder()
const HEARTBEAT = encoder.encode(':\n\n')
/** After this many heartbeats without reading, a browser is given up. */
const PATIENCE = 4

/** A message of server-sent events; its content never contains a line break. */
export const messageOf = (json: string) => encoder.encode(`data: ${json}\n\n`)

export type Who = { personId: string; sessionId: string; callId: string; key: string; mark: string }

/**
 * A stream of server-sent events. At most one message waits for a slow browser: a later one replaces it, so that no
 * listener needs more memory than another.
 */
export class Listener {
  readonly stream: ReadableStream<Uint8Array>
  /** The last sent or waiting message: all listeners share one array. */
  last: Uint8Array | null = null
  private controller!: ReadableStreamDefaultController<Uint8Array>
  private waiting: Uint8Array | null = null
  private missed = 0

  constructor(
    readonly who: Who,
    private readonly onEnd: (self: Listener) => void,
  ) {
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller
        },
        pull: () => {
          this.missed = 0
          if (!this.waiting) return
          this.controller.enqueue(this.waiting)
          this.waiting = null
        },
        cancel: () => this.onEnd(this),
      },
      { highWaterMark: 2 },
    )
  }

  send(message: Uint8Array): void {
    if (this.last === message) return
    this.last = message
    if ((this.controller.desiredSize ?? 0) > 0) this.controller.enqueue(message)
    else this.waiting = message
  }

  /** Keeps the connection open through proxies, and detects a closed browser. */
  beat(): void {
    if ((this.controller.desiredSize ?? 0) > 0) this.controller.enqueue(HEARTBEAT)
    else if (++this.missed > PATIENCE) this.end()
  }

  end(): void {
    this.onEnd(this)
    try {
      this.controller.close()
    } catch {
      // The browser closed it first.
    }
  }
}
