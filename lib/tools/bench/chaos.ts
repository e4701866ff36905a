import type postgres from 'postgres'
import { db } from '@/db/client'
import { verifyPlaces } from '@/lib/awarding/decision/verify'
import { callById } from '@/lib/platform/call-store/queries'
import { randomOf } from '@/lib/shared/seeded-random'
import { aDecidedCall, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { type Kept, keepDeciding, keepServing, keepWorking, killDatabase } from './chaos-processes'
import { byPages, expireSome } from './chaos-traffic'

const ROUNDS = Number(process.env.CHAOS_ROUNDS ?? 10)
const SEED = Number(process.env.CHAOS_SEED ?? 1)
const KILLS = 8
const PLACES = 30
const CANDIDATES = 400
const PATIENCE_MS = 8000

type Victim = 'server' | 'worker' | 'decider' | 'database'
const VICTIMS: Victim[] = ['server', 'worker', 'decider', 'database']

/**
 * Awards, answers, expiries, withdrawals and promotions through the web server's pages, a worker and a deciding
 * process. It kills each of them, and PostgreSQL, with kill -9 at random, and restarts them. After each round the
 * events must agree with the tables. @throws Error at the first fault.
 */
export async function benchChaos(sql: postgres.Sql, port: number): Promise<void> {
  const random = randomOf(SEED)
  const killed: Record<Victim, number> = { server: 0, worker: 0, decider: 0, database: 0 }
  const server = await keepServing(port)
  const worker = await keepWorking()
  const totals: Record<string, number> = {}
  const pages: Record<string, number> = {}
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const one = await aRound()
      const { callId } = one
      const decider = await keepDeciding(callId, one.adminId)
      const stop = new AbortController()
      const traffic = [byPages(sql, port, one, stop.signal), expireSome(sql, callId, stop.signal)] as const
      for (let kill = 0; kill < KILLS; kill++) {
        // In the middle of the work: this many events after the last kill.
        await untilEvents(sql, callId, random.int(5, 40))
        await pause(random.int(0, 200))
        const victim = random.pick(VICTIMS)
        await strike(sql, victim, { server, worker, decider })
        killed[victim] += 1
      }
      await pause(1000)
      stop.abort()
      const [done] = await Promise.all(traffic)
      await decider.end()
      const found = await untilAnswered(() => verifyPlaces(db, { callId, track: 'phd' }))
      if (found.faults.length > 0) throw new Error(`Seed ${SEED}, round ${round}: ${found.faults.join('; ')}`)
      const counts = await countsOf(sql, callId)
      add(totals, { awarded: found.awarded, freed: found.freed, ...counts })
      add(pages, done)
      console.log(
        `round ${round}: ${found.awarded} awarded, ${found.freed} freed, ${found.taken} of ${PLACES} taken, no fault`,
      )
    }
  } finally {
    await Promise.all([server.end(), worker.end()])
  }
  const died = `${server.died} times the server, ${worker.died} times the worker ended by itself`
  console.log(`\n${ROUNDS} rounds (seed ${SEED}): no fault. Killed by kill -9: ${inWords(killed)}; ${died}`)
  console.log(`In all: ${inWords(totals)}`)
  console.log(`Of these by the pages' forms: ${inWords(pages)}`)
}

function add(totals: Record<string, number>, more: Record<string, number>): void {
  for (const [name, n] of Object.entries(more)) totals[name] = (totals[name] ?? 0) + n
}

const inWords = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ')

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Waits for this many further events of the Call, or until almost nothing happens. */
async function untilEvents(sql: postgres.Sql, callId: string, more: number): Promise<void> {
  const count = () =>
    untilAnswered(async () => {
      const [row] = await sql<{ n: number }[]>`
        select count(*)::int as n from events e join applications a on a.id = e.application_id where a.call_id = ${callId}`
      return row!.n
    })
  const before = await count()
  for (let waited = 0; waited < PATIENCE_MS && (await count()) < before + more; waited += 100) await pause(100)
}

/** A new, released Call with undecided candidates, so that everything happens at once. */
async function aRound() {
  return untilAnswered(async () => {
    const { id, slug } = await aDecidedCall(PLACES)
    const admin = await aStaffMember([{ role: 'admin', callId: id }])
    await db.execute(`update calls set results_released_at = now() where id = '${id}'`)
    await nominated(await callById(db, id), CANDIDATES)
    return { callId: id, slug, adminId: admin.id }
  })
}

async function strike(sql: postgres.Sql, victim: Victim, kept: Record<Exclude<Victim, 'database'>, Kept>) {
  if (victim === 'database') await killDatabase(sql)
  else await kept[victim].kill()
}

/** The database may still be starting. */
async function untilAnswered<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 60) throw error
      await pause(500)
    }
  }
}

async function countsOf(sql: postgres.Sql, callId: string) {
  const [row] = await sql<{ promoted: number; expired: number; withdrawn: number; revoked: number }[]>`
    select (count(*) filter (where e.type = 'award' and e.data ? 'promoted'))::int as promoted,
      (count(*) filter (where e.type = 'expire'))::int as expired,
      (count(*) filter (where e.type = 'withdraw'))::int as withdrawn,
      (count(*) filter (where e.type = 'revoke'))::int as revoked
    from events e join applications a on a.id = e.application_id where a.call_id = ${callId}`
  return row!
}
