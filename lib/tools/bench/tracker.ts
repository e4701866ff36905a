import { readFileSync } from 'node:fs'
import type postgres from 'postgres'
import { db } from '@/db/client'
import { award } from '@/lib/awarding/decision/award'
import { serveNext } from '@/lib/tools/cli/serve'
import { aDecidedCall, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { cookieOf } from './fill'

const LISTENERS = 500
const TIMES = 20

/**
 * The view of each listener: one for all; one per institution; one per person, for people who keep away from something.
 */
const AUDIENCES = {
  'all admins, one view': (n: number) => ({ role: 'admin', conflicted: false, most: LISTENERS, n }),
  'officers of 20 institutions': (n: number) => ({ role: 'officer', conflicted: false, most: LISTENERS, n }),
  'a view of each their own, 50 of them': (n: number) => ({ role: 'admin', conflicted: true, most: 50, n }),
} as const

type Kind = ReturnType<(typeof AUDIENCES)[keyof typeof AUDIENCES]>

/** From the commit of an award to the last of 500 listeners who receives it; and the server's memory. */
export async function benchTracker(sql: postgres.Sql, port: number): Promise<void> {
  console.log(
    `\n${LISTENERS} listeners, ${TIMES} awards       ms from commit to the last: p50     p95     max   server's MB`,
  )
  for (const [name, kind] of Object.entries(AUDIENCES)) {
    const call = await aDecidedCall(600)
    const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
    const institutions = call.definition.institutions.slice(0, 20).map(({ key }) => key)
    const candidates = await nominated(call, 300)
    // An award at each institution at once, so that every listener receives something.
    const all = await Promise.all(institutions.map((institution) => nominated(call, TIMES + 2, { institution })))
    const next = await serveNext({ port, dev: false, asked: new AbortController().signal })
    try {
      const before = memory(next.pid)
      const url = `http://127.0.0.1:${port}/api/tracker?call=${call.slug}`
      const listeners: Listening[] = []
      for (let n = 0; n < kind(0).most; n++)
        listeners.push(await listen(url, await cookieFor(sql, call.id, kind(n), institutions, candidates[n % 300]!.id)))
      await Promise.all(listeners.map((one) => one.told(0)))
      const times: number[] = []
      for (let time = -1; time < TIMES; time++) {
        const since = performance.now()
        await award(
          db,
          admin,
          call,
          'phd',
          all.map((those) => those[time + 1]!.id).slice(0, kind(0).role === 'officer' ? 20 : 1),
        )
        const committed = performance.now()
        const last = Math.max(...(await Promise.all(listeners.map((one) => one.told(since)))))
        if (time >= 0) times.push(last - committed)
      }
      times.sort((a, b) => a - b)
      const cells = [times[TIMES / 2]!, times[Math.floor(TIMES * 0.95)]!, times.at(-1)!].map((ms) => ms.toFixed(0))
      const used = `${before} before, ${memory(next.pid)} after`
      console.log(`${name.padEnd(52)}${cells.map((cell) => cell.padStart(8)).join('')}   ${used}`)
      for (const one of listeners) one.stop()
    } finally {
      await next.stop()
    }
  }
}

/** A signed-in member of staff. */
async function cookieFor(sql: postgres.Sql, callId: string, kind: Kind, institutions: string[], hidden: string) {
  const institution = institutions[kind.n % institutions.length]!
  const { id } = await aStaffMember([{ role: kind.role, callId, institution } as never])
  if (kind.conflicted)
    await sql`insert into conflicts (application_id, person_id, declared_by) values (${hidden}, ${id}, ${id})`
  return cookieOf(sql, id)
}

type Listening = { told(since: number): Promise<number>; stop(): void }

async function listen(url: string, cookie: string): Promise<Listening> {
  const stop = new AbortController()
  const answer = await fetch(url, { headers: { cookie }, signal: stop.signal })
  if (!answer.ok) throw new Error(`The tracker answered ${answer.status}.`)
  let last = 0
  let wake = () => {}
  void (async () => {
    for await (const chunk of answer.body!) {
      if (chunk[0] === 58) continue // A heartbeat.
      last = performance.now()
      wake()
    }
  })().catch(() => {})
  return {
    async told(since) {
      while (last <= since) await new Promise<void>((resolve) => (wake = resolve))
      return last
    },
    stop: () => stop.abort(),
  }
}

function memory(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!
  return Math.round(Number(kilobytes) / 1024)
}
