import pLimit from 'p-limit'
import postgres from 'postgres'
import { connect, db } from '@/db/client'
import { award } from '@/lib/awarding/decision/award'
import { newCode } from '@/lib/awarding/decision/code'
import { verifyPlaces } from '@/lib/awarding/decision/verify'
import type { Call } from '@/lib/call/call'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { storm } from '@/lib/tools/testing/storm'

const AWARDS = 1000
const AT_ONCE = 16
const TIMES = Number(process.env.BENCH_STORMS ?? 100)

/** Awards, each in a separate transaction, beside bare transactions with the same writes. */
export async function benchAwards(): Promise<void> {
  const call = await aDecidedCall(4 * AWARDS)
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  const url = process.env.DATABASE_URL!
  const sql = postgres(url, { max: AT_ONCE, onnotice: () => {} })
  const { db: many, close } = connect(url, AT_ONCE)
  // Discards the first round, so that plans and caches are warm.
  for (const round of ['warm', 'measured']) {
    const [bare, portal] = [await nominated(call, AWARDS), await nominated(call, AWARDS)]
    await db.execute('vacuum analyze')
    const bareRate = await rate(bare, (one) => bareAward(sql, call, admin.id, one))
    const portalRate = await rate(portal, (one) => award(many, admin, call, 'phd', [one.id]))
    if (round === 'warm') continue
    console.log(`\n${AWARDS} awards, ${AT_ONCE} connections            per second`)
    console.log(`bare transaction, same statements${bareRate.toFixed(0).padStart(18)}`)
    console.log(`the portal${portalRate.toFixed(0).padStart(41)}   ${(portalRate / bareRate).toFixed(2)} of it`)
  }
  await Promise.all([sql.end(), close()])
}

async function rate(all: Nominated[], one: (of: Nominated) => Promise<unknown>): Promise<number> {
  const limit = pLimit(AT_ONCE)
  const start = performance.now()
  await Promise.all(all.map((of) => limit(() => one(of))))
  return (all.length * 1000) / (performance.now() - start)
}

/** An award that trusts the triggers and checks nothing itself. */
async function bareAward(sql: postgres.Sql, call: Call, admin: string, { id }: Nominated): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock_shared(track_key(${call.id}::uuid, 'phd'))`
    await tx`select state from applications where id = ${id} for no key update`
    const [place] = await tx<{ number: number }[]>`
      select number from places where call_id = ${call.id} and track = 'phd' and application_id is null
      order by number limit 1 for no key update skip locked`
    await tx`update places set application_id = ${id} where call_id = ${call.id} and track = 'phd' and number = ${place!.number}`
    await tx`insert into offers (application_id, made_by, code) values (${id}, ${admin}, ${newCode()})`
    await tx`update applications set state = 'awarded', updated_at = now() where id = ${id}`
    await tx`insert into events (application_id, actor_id, actor_role, type, data)
      values (${id}, ${admin}, 'admin', 'award', ${tx.json({ from: 'nominated', to: 'awarded', place: place!.number })})`
  })
}

/** 64 connections award 300 places to 500 candidates, again and again. @throws Error unless it is 300 each time. */
export async function benchStorm(): Promise<void> {
  const times: number[] = []
  for (let time = 1; time <= TIMES; time++) {
    const call = await aDecidedCall(300)
    const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
    const all = await nominated(call, 500)
    const start = performance.now()
    const { awarded, refused } = await storm(call, admin, all)
    times.push(performance.now() - start)
    const { taken, faults } = await verifyPlaces(db, { callId: call.id, track: 'phd' })
    if (awarded !== 300 || refused !== 200 || taken !== 300 || faults.length > 0)
      throw new Error(`time ${time}: ${awarded} awarded, ${taken} places taken. ${faults.join('; ')}`)
  }
  times.sort((one, other) => one - other)
  const seconds = (at: number) => (times[at]! / 1000).toFixed(1)
  console.log(
    `\n64 connections, 500 nominated, 300 places, ${TIMES} times: exactly 300 awarded each time, no other error.`,
  )
  console.log(
    `seconds a time: fastest ${seconds(0)}, median ${seconds(Math.floor(TIMES / 2))}, slowest ${seconds(TIMES - 1)}`,
  )
}
