import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** The line between the portal and its database, which can become slow, or dead without a signal. */
export class Line {
  /** The delay of each piece in milliseconds, in each direction. */
  private delay = 0
  /** Once pieces were late on this line, all of them queue: none may overtake another. */
  private wasSlow = false
  private dead = false
  private readonly ends = new Set<net.Socket>()
  private readonly server = net.createServer((near) => this.join(near))

  constructor(private readonly port: number) {}

  /** Listens; returns its port. */
  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return (this.server.address() as net.AddressInfo).port
  }

  /** From now on nothing comes through, without any signal. */
  die(): void {
    this.dead = true
    for (const end of this.ends) end.pause()
  }

  /** New connections come through; the earlier ones are gone. */
  mend(): void {
    this.dead = false
    for (const end of this.ends) end.destroy()
  }

  close(): void {
    this.mend()
    this.server.close()
  }

  private join(near: net.Socket) {
    const far = net.connect(this.port, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.ends.add(from)
      if (this.dead) from.pause()
      let last: Promise<unknown> = Promise.resolve()
      from.on('data', (piece) => {
        if (!this.wasSlow) return to.write(piece)
        const due = sleep(this.delay)
        last = Promise.all([last, due]).then(() => to.write(piece))
      })
      from.on('error', () => {})
      from.on('close', () => {
        this.ends.delete(from)
        // Pieces on their way arrive first.
        void last.then(() => to.destroy())
      })
    }
  }

  slow(delay: number): void {
    this.delay = delay
    this.wasSlow ||= delay > 0
  }
}
