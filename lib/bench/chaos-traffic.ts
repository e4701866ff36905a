import { parse } from 'node-html-parser'
import type postgres from 'postgres'
import { cookieOf } from './fill'

/** What happens beside the decider. Whatever fails, because something was killed, is tried with somebody else. */

async function goOn(signal: AbortSignal, pauseMs: number, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work().catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** Offers whose time is over are ended by the worker, by the job that the clock would queue. */
export async function expireSome(sql: postgres.Sql, callId: string, signal: AbortSignal): Promise<number> {
  await goOn(signal, 1000, async () => {
    await sql`
      update offers set answer_by = now() - interval '1 hour' where id in (
        select o.id from offers o join applications a on a.id = o.application_id
        where a.call_id = ${callId} and o.state = 'made' order by random() limit 1)`
    await sql`select graphile_worker.add_job('expire-offers')`
  })
  return 0
}

/** Applicants with a place, or on the waiting list, withdraw by the page's own form. Gives how many were answered. */
export async function withdrawals(
  sql: postgres.Sql,
  port: number,
  callId: string,
  signal: AbortSignal,
): Promise<number> {
  let answered = 0
  await goOn(signal, 100, async () => {
    const [one] = await sql<{ id: string; person: string }[]>`
      select id, person_id as person from applications
      where call_id = ${callId} and state in ('awarded', 'accepted', 'waiting-list') order by random() limit 1`
    if (one && (await withdraw(port, one.id, await cookieOf(sql, one.person)))) answered += 1
  })
  return answered
}

async function withdraw(port: number, id: string, cookie: string): Promise<boolean> {
  const url = `http://localhost:${port}/apply/${id}/withdraw`
  const patience = () => AbortSignal.timeout(10_000)
  const page = parse(await (await fetch(url, { headers: { cookie }, signal: patience() })).text())
  const form = page.querySelectorAll('main form').find(({ text }) => text.includes('Withdraw the application'))
  if (!form) return false
  const body = new FormData()
  for (const input of form.querySelectorAll('input[type=hidden]'))
    body.append(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '')
  body.append('sure', 'yes')
  const headers = { cookie, origin: new URL(url).origin }
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal: patience() })
  return answer.status === 303
}
