import { parseArgs } from 'node:util'
import { startEmbedded } from '@/db/server'
import { readSecrets } from '@/db/server/secrets'
import { ensureBuilt } from './build'
import { requirePort } from './ports'
import { oneLine, Problem } from './problem'
import { serveNext } from './serve'

const DATA = '.data'

/** Starts the whole portal and stays until it is stopped. Throws a Problem in one line if it cannot start. */
export async function start(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string' },
      dev: { type: 'boolean' },
      demo: { type: 'boolean' },
      serve: { type: 'boolean' },
    },
  })
  const port = Number(values.port ?? process.env.PORT ?? 3000)
  const given = Boolean(process.env.DATABASE_URL)
  if (values.demo && given && (values.serve || process.env.NODE_ENV === 'production')) {
    throw new Problem('demo accounts are never made in production.')
  }
  if (values.serve) {
    for (const name of ['DATABASE_URL', 'NEXTAUTH_SECRET', 'NEXTAUTH_URL']) {
      if (!process.env[name]) throw new Problem(`production needs ${name}.`)
    }
  }
  const demo = given ? Boolean(values.demo) : true
  await requirePort(port)
  const stops: (() => Promise<unknown>)[] = []
  stopOnSignals(stops)
  try {
    const secrets = values.serve ? null : readSecrets(DATA)
    process.env.NEXTAUTH_SECRET ||= secrets?.authSecret
    process.env.NEXTAUTH_URL ||= `http://localhost:${port}`
    process.env.DEMO = demo ? '1' : '0'
    if (!given) {
      const server = await startEmbedded({ dir: DATA })
      stops.unshift(server.stop)
      process.env.DATABASE_URL = server.url
    }
    const accounts = await prepareDatabase(process.env.DATABASE_URL!, demo)
    const { settings } = await import('@/lib/settings')
    settings()
    if (!values.dev) ensureBuilt()
    const { startWorker } = await import('@/lib/jobs/worker')
    const worker = await startWorker()
    stops.unshift(worker.stop)
    const next = await serveNext({ port, dev: Boolean(values.dev) })
    stops.unshift(next.stop)
    announce(process.env.NEXTAUTH_URL!, accounts)
    await next.ended
    throw new Problem('the web server ended by itself, see above.')
  } catch (error) {
    await stopAll(stops)
    throw new Problem(oneLine(error))
  }
}

async function prepareDatabase(url: string, demo: boolean) {
  const [{ migrateDatabase }, { seedCalls, seedDemo }] = await Promise.all([
    import('@/db/migrate'),
    import('@/db/seed'),
  ])
  await migrateDatabase(url)
  await seedCalls(url, demo)
  return demo ? seedDemo(url) : []
}

function announce(address: string, accounts: { role: string; email: string; password: string }[]) {
  console.log(`\nThe portal is ready: ${address}`)
  if (accounts.length > 0) {
    console.log(`Demo accounts (password: ${accounts[0]!.password}):`)
    for (const { role, email } of accounts) console.log(`  ${role.padEnd(10)} ${email}`)
    if (!process.env.SMTP_URL) console.log(`Mail that would be sent is kept at ${address}/mailbox`)
  }
  console.log('Ctrl-C stops it; everything is kept.')
}

let stopping: Promise<void> | undefined

async function stopAll(stops: (() => Promise<unknown>)[]) {
  stopping ??= (async () => {
    for (const stop of stops) await stop().catch((error) => console.error(oneLine(error)))
  })()
  await stopping
}

function stopOnSignals(stops: (() => Promise<unknown>)[]) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      await stopAll(stops)
      process.exit(0)
    })
  }
}
