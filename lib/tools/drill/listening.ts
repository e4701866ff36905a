import { setTimeout as sleep } from 'node:timers/promises'

/** A browser that follows the tracker, and reconnects whenever the line breaks. */
export class Listening {
  connections = 0
  messages = 0
  private readonly over = new AbortController()
  private going: Promise<void> = Promise.resolve()

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  begin(): void {
    this.going = this.listen()
  }

  async end(): Promise<void> {
    this.over.abort()
    await this.going
  }

  private async listen(): Promise<void> {
    const { signal } = this.over
    while (!signal.aborted) {
      try {
        const answer = await fetch(this.url, { headers: { cookie: this.cookie, accept: 'text/event-stream' }, signal })
        if (answer.ok) this.connections += 1
        for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>)
          this.messages +=
            Buffer.from(piece)
              .toString()
              .match(/^data:/gm)?.length ?? 0
      } catch {
        // Cut: a browser waits a little, then reconnects.
      }
      await sleep(500, undefined, { signal }).catch(() => {})
    }
  }
}
