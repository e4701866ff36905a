import { availableParallelism, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { Problem } from '@/lib/shared/problem'
import type { Drain } from './child'

export type Options = {
  port: number
  host: string
  dev: boolean
  demo: boolean
  serve: boolean
  embedded: boolean
  drain: Drain
  /** How many processes serve the web. */
  processes: number
}

/**
 * Reads the launcher's arguments and environment, and returns errors and contradictions, one per line. Throws for an
 * unknown argument.
 */
export function readOptions(argv: string[]): { options: Options; faults: string[] } {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      dev: { type: 'boolean', default: false },
      demo: { type: 'boolean', default: false },
      serve: { type: 'boolean', default: false },
    },
  })
  const { dev, demo, serve } = values
  const faults: string[] = []
  const number = (name: string, text: string, least: number, most: number) => {
    const value = Number(text)
    if (!(value >= least && value <= most)) faults.push(`${name} must be from ${least} to ${most}.`)
    return value
  }
  const { PORT, HOST, DRAIN_SECONDS, DRAIN_NOTICE_SECONDS, WEB_PROCESSES, NODE_ENV } = process.env
  const port = number('the port', values.port ?? (PORT || '3000'), 1, 65535)
  if (port % 1 > 0) faults.push('the port must be a whole number.')
  const drain = {
    seconds: number('DRAIN_SECONDS', DRAIN_SECONDS || '30', 0, 3600),
    // A demonstration has no balancer.
    notice: number('DRAIN_NOTICE_SECONDS', DRAIN_NOTICE_SECONDS || (serve ? '5' : '0'), 0, 600),
  }
  const processes = number('WEB_PROCESSES', WEB_PROCESSES || String(usualProcesses()), 1, 64)
  if (processes % 1 > 0) faults.push('WEB_PROCESSES must be a whole number.')
  // Everybody knows the passwords of a demonstration: only this machine reaches it, unless the caller says otherwise.
  const host = values.host ?? (HOST || (serve ? '0.0.0.0' : '127.0.0.1'))
  const embedded = !process.env.DATABASE_URL
  const production = serve || NODE_ENV === 'production'
  if (demo && !embedded && production) faults.push('demo accounts are never made in production.')
  const needed = serve ? ['DATABASE_URL', 'NEXTAUTH_SECRET', 'NEXTAUTH_URL'] : []
  if (!embedded && production && !serve) needed.push('NEXTAUTH_SECRET')
  for (const name of needed) if (!process.env[name]) faults.push(`production needs ${name}.`)
  return {
    options: { port, host, dev, serve, embedded, demo: embedded || demo, drain, processes: dev ? 1 : processes },
    faults,
  }
}

/** What one process needs with room to spare, in bytes. */
const PROCESS_BYTES = 2 ** 30

/** More processes than these ask for more connections than a PostgreSQL has as it comes. */
const MOST_BY_ITSELF = 8

/** One a core, and fewer on a small machine, which the worker and perhaps PostgreSQL share. */
function usualProcesses(): number {
  // 0 where nothing limits this container or service.
  const memory = process.constrainedMemory?.() || totalmem()
  return Math.max(
    1,
    Math.min(MOST_BY_ITSELF, availableParallelism(), Math.floor(Math.min(memory, totalmem()) / PROCESS_BYTES) - 1),
  )
}

/** @throws Problem with all faults, if there are any */
export function requireNone(faults: string[]): void {
  if (faults.length === 1) throw new Problem(faults[0])
  if (faults.length > 1)
    throw new Problem(`there are ${faults.length} faults:\n${faults.map((one) => `- ${one}`).join('\n')}`)
}
