import { connect } from '@/db/client'
import { award } from '@/lib/awarding/decision/award'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { PortalError } from '@/lib/shared/errors'
import type { Nominated } from './deciding'

/**
 * Awards each of these over so many connections at once, one a transaction. Gives how many were awarded and how many were
 * refused; any other error than a refusal is thrown.
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
