import net from 'node:net'

/**
 * A proxy between the portal and its database that records each statement: their number determines an answer's time,
 * and is the same on every machine.
 */
export class Statements {
  readonly all: string[] = []
  private server: net.Server | undefined

  /** The proxy's address for this database. */
  async to(url: string): Promise<string> {
    const { hostname, port } = new URL(url)
    this.server = net.createServer((near) => {
      const far = net.connect(Number(port), hostname)
      const reader = new Reader(this.all)
      near.on('data', (bytes: Buffer) => {
        reader.read(bytes)
        far.write(bytes)
      })
      far.on('data', (bytes) => near.write(bytes))
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        one.on('close', () => other.destroy())
        one.on('error', () => other.destroy())
      }
    })
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve))
    const line = new URL(url)
    line.host = `127.0.0.1:${(this.server.address() as net.AddressInfo).port}`
    return line.href
  }

  /** The statements since the last call, except those of the portal's own background work and of a new connection. */
  taken(): string[] {
    return this.all.splice(0).filter((text) => !/^insert into "(instances|accesses)"|pg_catalog\.pg_type/.test(text))
  }

  stop(): void {
    this.server?.close()
  }
}

/**
 * For one connection: the client's messages (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 */
class Reader {
  private rest = Buffer.alloc(0)
  private started = false
  /** The named statements. */
  private readonly named = new Map<string, string>()

  constructor(private readonly all: string[]) {}

  read(bytes: Buffer): void {
    this.rest = Buffer.concat([this.rest, bytes])
    for (;;) {
      // The first message has no type.
      const head = this.started ? 1 : 0
      if (this.rest.length < head + 4) return
      const end = head + this.rest.readInt32BE(head)
      if (this.rest.length < end) return
      const [type, body] = [this.started ? String.fromCharCode(this.rest[0]!) : '', this.rest.subarray(head + 4, end)]
      this.rest = this.rest.subarray(end)
      this.started = true
      const [first = '', second = ''] = body.toString('latin1').split('\0')
      if (type === 'Q') this.all.push(first)
      else if (type === 'P') this.named.set(first, second)
      else if (type === 'B') this.all.push(this.named.get(second) ?? '')
    }
  }
}
