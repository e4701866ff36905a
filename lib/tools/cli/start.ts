import { startEmbedded } from '@/db/server'
import { requirePort } from '@/db/server/ports'
import { readSecrets } from '@/db/server/secrets'
import { directUrl } from '@/lib/shared/database/settings'
import { count } from '@/lib/shared/format/format'
import { oneLine, Problem } from '@/lib/shared/problem'
import { ensureBuilt } from './build'
import { settingsFaults, settingsWarnings } from './check'
import { readOptions, requireNone } from './options'
import { serveByMany } from './serve-many'
import { Stopping } from './stopping'
import { keep } from './supervise'
import { whenThere } from './wait'
import { startWorkerProcess } from './worker-child'

const DATA = '.data'

/**
 * Starts the whole portal and stays until it is stopped; then the process ends.
 * Throws a Problem in one line if it cannot start, after stopping what it had started.
 */
export async function start(argv: string[], stopping = new Stopping()): Promise<void> {
  try {
    await run(argv, stopping)
  } catch (error) {
    if (!stopping.asked.aborted) {
      await stopping.stopAll()
      throw error instanceof Problem ? error : new Problem(oneLine(error))
    }
  }
  await stopping.stopAll()
  process.exit(0)
}

async function run(argv: string[], stopping: Stopping): Promise<void> {
  const { options, faults } = readOptions(argv)
  const { port, host, dev, demo, serve, embedded, drain, processes } = options
  process.env.NEXTAUTH_SECRET ||= serve ? '' : readSecrets(DATA).authSecret
  process.env.NEXTAUTH_URL ||= serve ? '' : `http://localhost:${port}`
  process.env.DEMO = demo ? '1' : '0'
  requireNone([...faults, ...settingsFaults(process.env, options)])
  for (const warning of settingsWarnings(options)) console.error(warning)
  await requirePort(port, host)
  if (!dev) await ensureBuilt(stopping.asked)
  if (embedded) {
    const server = await startEmbedded({ dir: DATA })
    process.env.DATABASE_URL = server.url
    stopping.add(server.stop)
  }
  const accounts = await whenThere(() => prepareDatabase(directUrl(), demo), stopping.asked)
  const worker = await keep('worker', async () => startWorkerProcess(drain))
  stopping.add(worker.stop)
  const web = await serveByMany({ port, host, dev, asked: stopping.asked, drain }, processes)
  // Both at the same time: each may take as long as its work in progress.
  stopping.add((hurry) => Promise.all([web.stop(hurry), worker.stop(hurry)]))
  announce(process.env.NEXTAUTH_URL!, processes, accounts)
  await stopping.whenAsked()
}

async function prepareDatabase(url: string, demo: boolean) {
  const [{ migrateDatabase }, { seedCalls, seedDemo }] = await Promise.all([
    import('@/db/migrate'),
    import('@/lib/tools/seed'),
  ])
  await migrateDatabase(url)
  await seedCalls(url, demo)
  return demo ? seedDemo(url) : []
}

function announce(address: string, processes: number, accounts: { role: string; email: string; password: string }[]) {
  console.log(
    `\nThe portal is ready: ${address} (Node ${process.versions.node}, ${count(processes, 'process', 'processes')})`,
  )
  if (accounts.length > 0) {
    console.log(`Demo accounts (password: ${accounts[0]!.password}):`)
    for (const { role, email } of accounts) console.log(`  ${role.padEnd(10)} ${email}`)
    if (!process.env.SMTP_URL) console.log(`Mail that would be sent is kept at ${address}/mailbox`)
  }
  console.log('Ctrl-C stops it; everything is kept.')
}
