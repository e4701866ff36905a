import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { connect, type Database } from '@/db/client'
import { verifyAllPlaces } from '@/lib/awarding/decision/verify-all'
import { verifyEvents } from '@/lib/platform/ledger/verify'
import { count } from '@/lib/shared/format/format'
import { Problem } from '@/lib/shared/problem'
import { portalDatabase } from '@/lib/tools/cli/portal-database'

/**
 * Checks the whole chain of events, in the database of DATABASE_URL or the portal's own, which may be running, and
 * compares the places with the events. Prints 'n events, chain whole', with a seal to keep elsewhere, or the first
 * broken event, then errors about the places; returns true if all is well. `--seal` takes the seal of an earlier check.
 * @throws Problem
 */
export async function runVerify(argv: string[]): Promise<boolean> {
  const { values } = parseArgs({ args: argv, options: { seal: { type: 'string' } } })
  const { url, stop } = await portalDatabase()
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
    return await placesAgree(db)
  } catch (error) {
    if (error instanceof Error && /seal/.test(error.message)) throw new Problem(error.message)
    throw error
  } finally {
    await close()
    await stop()
  }
}

async function placesAgree(db: Database): Promise<boolean> {
  const { taken, faults } = await verifyAllPlaces(db)
  for (const fault of faults) console.log(`Places: ${fault}`)
  if (faults.length === 0) console.log(`${count(taken, 'place')} taken, as the events tell.`)
  return faults.length === 0
}
