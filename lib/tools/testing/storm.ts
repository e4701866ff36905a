import { connect } from '@/db/client'
import { award } from '@/lib/awarding/decision/award'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { PortalError } from '@/lib/shared/errors'
import type { Nominated } from './deciding'

/**
 * Awards each of these over this many connections at once, one per transaction. Returns how many were awarded and how
 * many refused; throws any other error.
 */
export async function storm(call: Call, admin: Person, all: Nominated[], connections = 64) {
  const { db, close } = connect(process.env.DATABASE_URL!, connections)
  let [awarded, refused] = [0, 0]
  const queue = [...all]
  const one = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      try {
        await award(db, admin, call, 'phd', [next.id])
        awarded += 1
      } catch (error) {
        if (!(error instanceof PortalError)) throw error
        refused += 1
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  await close()
  return { awarded, refused }
}
