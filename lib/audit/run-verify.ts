import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { connect } from '@/db/client'
import { startEmbedded } from '@/db/server'
import { openCluster } from '@/db/server/cluster'
import { Problem } from '@/lib/cli/problem'
import { verifyEvents } from './verify'

const DATA = '.data'

/**
 * Looks at the whole chain of events, of the database of DATABASE_URL or of the portal's own, which may run meanwhile.
 * Says 'n events, chain whole', with a seal to be kept elsewhere, or the first broken event; true if it is whole.
 * `--seal` takes the seal of an earlier look. @throws Problem
 */
export async function runVerify(argv: string[]): Promise<boolean> {
  const { values } = parseArgs({ args: argv, options: { seal: { type: 'string' } } })
  const { url, stop } = await database()
  const { db, close } = connect(url, 1)
  try {
    const [there] = await db.execute<{ events: string | null }>(sql`select to_regclass('public.events') as events`)
    if (!there?.events) throw new Problem('there is no portal in this database yet.')
    const { checked, broken, seal } = await verifyEvents(db, { since: values.seal })
    if (broken) {
      console.log(
        `${checked} events, then the chain is broken${broken.id ? ` at event ${broken.id}` : ''}: ${broken.why}`,
      )
      return false
    }
    console.log(`${checked} events, chain whole.`)
    console.log(`Seal, to be kept elsewhere: ${seal}`)
    return true
  } catch (error) {
    if (error instanceof Error && /seal/.test(error.message)) throw new Problem(error.message)
    throw error
  } finally {
    await close()
    await stop()
  }
}

async function database(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  // One that runs is read as it is, and goes on.
  const running = await (await openCluster(DATA, false)).address()
  if (running) return { url: running.replace(/\/postgres$/, '/scholarship'), stop: async () => {} }
  return startEmbedded({ dir: DATA })
}
