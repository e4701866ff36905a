import type postgres from 'postgres'
import { db } from '@/db/client'
import { award } from '@/lib/awarding/decision/award'
import { nextToPromote } from '@/lib/awarding/decision/promote'
import { releaseResults } from '@/lib/awarding/decision/release'
import { notAward } from '@/lib/awarding/decision/turn-down'
import { putOnWaitingList } from '@/lib/awarding/decision/waiting'
import { findCall } from '@/lib/platform/call-store/queries'
import { formatNumber } from '@/lib/shared/format/format'
import { fillCall } from '@/lib/tools/fill'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { ask } from './ask'
import { BASE, buildBaseline, compare, printFigures, printHead, serving } from './compare'
import { cookieOf } from './fill'
import { openLoop } from './load'

const APPLICATIONS = 2000
const WAITING = 100
const A_MINUTE = 10_000

/** Applicants who open their result after the release, each a different one, beside the bare page. */
export async function benchResults(sql: postgres.Sql): Promise<void> {
  await buildBaseline()
  await fillCall(db, '2021', { applications: APPLICATIONS, reviewers: 100, seed: 1 })
  await decideAll(sql)
  await sql`vacuum analyze`
  await sql`checkpoint`
  const rows = await sql<{ id: string; person: string; state: string }[]>`
    select id, person_id as person, state from applications
    where state in ('awarded', 'waiting-list', 'not-awarded', 'not-nominated') order by md5(id::text)`
  const cookies = await Promise.all(rows.map(({ person }) => cookieOf(sql, person)))
  printHead(APPLICATIONS)
  console.log(
    `${rows.length} applicants with a result, ${rows.filter(({ state }) => state === 'awarded').length} offers`,
  )
  const at = (connection: number, count: number) => (connection * 997 + count) % rows.length
  const ofPortal = (connection: number, count: number) => {
    const n = at(connection, count)
    return { path: `/apply/${rows[n]!.id}`, headers: { cookie: cookies[n]! } }
  }
  await compare(
    'page of the result',
    (connection, count) => ({ path: `/?id=${rows[at(connection, count)]!.id}` }),
    ofPortal,
  )
  await serving('.', async () => {
    const open = (n: number) => {
      const { path, headers } = ofPortal(0, n)
      return ask(BASE + path, { headers })
    }
    const result = { perSecond: A_MINUTE / 60, work: open }
    await openLoop({ result }, 10)
    const { figures } = await openLoop({ result }, 60)
    printFigures(`${formatNumber(A_MINUTE)} in a minute`, figures.result)
  })
}

/** Decides on every nominated application, and releases the results. */
async function decideAll(sql: postgres.Sql): Promise<void> {
  const call = (await findCall(db, '2021'))!
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  // Decides the lists that were not handed in: only the visible state matters here.
  await sql`update applications set state = 'not-nominated' where state = 'under-review' and number like '%7'`
  for (const { key: track } of call.definition.tracks) {
    const all = await sql<{ id: string }[]>`
      select id from applications where state = 'nominated' and track = ${track} order by score desc nulls last, number`
    const ids = all.map(({ id }) => id)
    const { free } = await nextToPromote(db, call, track)
    await award(db, admin, call, track, ids.slice(0, free))
    await putOnWaitingList(db, admin, call, track, ids.slice(free, free + WAITING))
    await notAward(db, admin, call, track, ids.slice(free + WAITING))
  }
  await releaseResults(db, admin, call)
}
