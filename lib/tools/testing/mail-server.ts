import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerAddress } from 'smtp-server'

export type Received = { to: string; id: string; raw: string }
type Reply = Error | null

/** A refusal of the mail server, with its code. */
export const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

/** A real SMTP server for tests and benchmarks, whose answers can change while it runs. */
export class MailServer {
  /** Every completely received message, whatever the answer. */
  readonly received: Received[] = []
  onRecipient: (address: string) => Reply | Promise<Reply> = () => null
  onMessage: (message: Received) => Reply | Promise<Reply> = () => null
  private server: SMTPServer | undefined
  private readonly sockets = new Set<Socket>()
  private port = 0

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`
  }

  /** Listens; on the same port after a restart. */
  async start(): Promise<this> {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => void Promise.resolve(this.onRecipient(address)).then(done),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const message = readMessage(Buffer.concat(chunks).toString(), session.envelope.rcptTo)
          this.received.push(message)
          void Promise.resolve(this.onMessage(message)).then(done)
        })
      },
    })
    this.server.on('error', () => {})
    const { server } = this.server
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket)
      socket.once('close', () => this.sockets.delete(socket))
    })
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.port = (server.address() as AddressInfo).port
    return this
  }

  /** Ends every connection like a cut cable. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server?.server.close(() => resolve()))
    this.drop()
    await closed
  }

  to(address: string): Received[] {
    return this.received.filter((message) => message.to === address)
  }
}

function readMessage(raw: string, to: SMTPServerAddress[]): Received {
  return { raw, to: to[0]?.address ?? '', id: /^Message-ID: <(.*)>\r?$/im.exec(raw)?.[1] ?? '' }
}
