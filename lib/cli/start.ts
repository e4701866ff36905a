import { startEmbedded } from '@/db/server'
import { readSecrets } from '@/db/server/secrets'
import { ensureBuilt } from './build'
import { type Options, readOptions } from './options'
import { requirePort } from './ports'
import { oneLine, Problem } from './problem'
import { serveNext } from './serve'
import { Stopping } from './stopping'

const DATA = '.data'

/**
 * Starts the whole portal and stays until it is stopped; then the process ends.
 * Throws a Problem in one line if it cannot start, after stopping what it had started.
 */
export async function start(argv: string[], stopping = new Stopping()): Promise<void> {
  try {
    await run(readOptions(argv), stopping)
  } catch (error) {
    if (!stopping.asked.aborted) {
      await stopping.stopAll()
      throw new Problem(oneLine(error))
    }
  }
  await stopping.stopAll()
  process.exit(0)
}

async function run({ port, host, dev, demo, serve, embedded }: Options, stopping: Stopping): Promise<void> {
  await requirePort(port)
  const secrets = serve ? null : readSecrets(DATA)
  process.env.NEXTAUTH_SECRET ||= secrets?.authSecret
  process.env.NEXTAUTH_URL ||= `http://localhost:${port}`
  process.env.DEMO = demo ? '1' : '0'
  if (embedded) {
    const server = await startEmbedded({ dir: DATA })
    process.env.DATABASE_URL = server.url
    stopping.add(server.stop)
  }
  const accounts = await prepareDatabase(process.env.DATABASE_URL!, demo)
  const { settings } = await import('@/lib/settings')
  settings()
  stopping.asked.throwIfAborted()
  if (!dev) await ensureBuilt(stopping.asked)
  const { startWorker } = await import('@/lib/jobs/worker')
  stopping.add((await startWorker()).stop)
  const next = await serveNext({ port, host, dev, asked: stopping.asked })
  stopping.add(next.stop)
  announce(process.env.NEXTAUTH_URL!, accounts)
  await Promise.race([next.ended, stopping.whenAsked()])
  if (!stopping.asked.aborted) throw new Problem('the web server ended by itself, see above.')
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
