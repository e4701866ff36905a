import { parseArgs } from 'node:util'
import { Problem } from './problem'

export type Options = { port: number; host: string; dev: boolean; demo: boolean; serve: boolean; embedded: boolean }

/** What the launcher was asked to do, by its arguments and the environment. Throws a Problem where both disagree. */
export function readOptions(argv: string[]): Options {
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
  const port = Number(values.port ?? (process.env.PORT || 3000))
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Problem('the port must be from 1 to 65535.')
  // The passwords of a demonstration are known to everybody: only this machine reaches it, unless somebody says otherwise.
  const host = values.host ?? (process.env.HOST || (serve ? '0.0.0.0' : '127.0.0.1'))
  const embedded = !process.env.DATABASE_URL
  if (!embedded && !URL.canParse(process.env.DATABASE_URL!)) {
    throw new Problem('DATABASE_URL must be like postgres://user:password@host:5432/database.')
  }
  const production = serve || process.env.NODE_ENV === 'production'
  if (demo && !embedded && production) throw new Problem('demo accounts are never made in production.')
  const needed = serve ? ['DATABASE_URL', 'NEXTAUTH_SECRET', 'NEXTAUTH_URL'] : []
  if (!embedded && production) needed.push('NEXTAUTH_SECRET')
  for (const name of needed) if (!process.env[name]) throw new Problem(`production needs ${name}.`)
  return { port, host, dev, serve, embedded, demo: embedded || demo }
}
