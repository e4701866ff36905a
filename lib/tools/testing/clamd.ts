import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'

/**
 * The file that every scanner detects, and that does nothing (https://www.eicar.org). In two parts, so that scanners do
 * not detect this one.
 */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** A PDF that opens, with that file behind its end. */
export const infected = (pdf: Buffer) => Buffer.concat([pdf, Buffer.from(`\n${EICAR}`)])

/** Speaks clamd's protocol at a socket's path and detects only that file. It can be away, and stay silent. */
export class StandInScanner {
  private server: Server | undefined
  private readonly sockets = new Set<Socket>()
  searched = 0

  constructor(private readonly path: string) {}

  async start(): Promise<void> {
    this.server = createServer((socket) => {
      this.sockets.add(socket)
      socket.once('close', () => this.sockets.delete(socket))
      socket.on('error', () => {})
      let got = Buffer.alloc(0)
      socket.on('data', (piece) => {
        got = Buffer.concat([got, piece])
        const file = fileIn(got)
        if (!file) return
        this.searched++
        socket.end(file.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
      })
    })
    this.server.listen(this.path)
    await once(this.server, 'listening')
  }

  async stop(): Promise<void> {
    const closed = this.server && once(this.server, 'close')
    this.server?.close()
    for (const socket of this.sockets) socket.destroy()
    await closed
    this.server = undefined
  }
}

/** The sent file, once it is complete. */
function fileIn(got: Buffer): Buffer | null {
  const command = 'zINSTREAM\0'
  if (!got.toString('latin1').startsWith(command)) return null
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= got.length; ) {
    const length = got.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(got.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}
