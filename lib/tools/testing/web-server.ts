import http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export type Request = { headers: Record<string, string>; body: string }

/** A real HTTP server for tests, whose answers can change while it runs. */
export class WebServer {
  readonly received: Request[] = []
  /** The status it answers, or null for none at all. */
  answer: (request: Request) => number | null = () => 200
  headers: Record<string, string> = {}
  private server: http.Server | undefined
  private readonly sockets = new Set<Socket>()
  private port = 0

  get url(): string {
    return `http://localhost:${this.port}/told`
  }

  /** Listens; on the same port after a restart. */
  async start(): Promise<this> {
    this.server = http.createServer(async (request, response) => {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece)
      const got = { headers: request.headers as Record<string, string>, body: Buffer.concat(pieces).toString() }
      this.received.push(got)
      const status = this.answer(got)
      if (status !== null) response.writeHead(status, this.headers).end('noted')
    })
    this.server.on('connection', (socket) => {
      this.sockets.add(socket)
      socket.once('close', () => this.sockets.delete(socket))
    })
    await new Promise<void>((resolve) => this.server!.listen(this.port, 'localhost', resolve))
    this.port = (this.server.address() as AddressInfo).port
    return this
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server?.close(() => resolve()))
    for (const socket of this.sockets) socket.destroy()
    await closed
  }
}
