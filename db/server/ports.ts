import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@/lib/shared/problem'

/** The free port, or null. */
const tryListen = (port: number, host: string) =>
  new Promise<number | null>((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES')
        reject(new Problem(`port ${port} needs the rights of root. Choose one from 1024 on.`))
      else if (error.code === 'EADDRNOTAVAIL' || error.syscall === 'getaddrinfo')
        reject(new Problem(`this machine has no address ${host}. HOST must be one of its own, 0.0.0.0 or ::.`))
      else resolve(null)
    })
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
    })
  })

/** The preferred port of this machine's own address if it is free, else any free one. */
export async function freePort(wished?: number): Promise<number> {
  const port = (wished ? await tryListen(wished, '127.0.0.1') : null) ?? (await tryListen(0, '127.0.0.1'))
  if (!port) throw new Problem('no free port on 127.0.0.1.')
  return port
}

/**
 * Throws a Problem if nothing can listen on the port of that address. Waits a moment first: a stopped portal may still
 * be releasing it.
 */
export async function requirePort(port: number, host = '0.0.0.0', patienceMs = 3000): Promise<void> {
  const end = Date.now() + patienceMs
  while ((await tryListen(port, host)) === null) {
    if (Date.now() > end) {
      throw new Problem(`port ${port} is in use. Stop what uses it, or choose another: npm run portal -- --port 3001`)
    }
    await sleep(250)
  }
}
