import { parse } from 'node-html-parser'
import type postgres from 'postgres'
import { cookieOf } from './fill'

/**
 * The traffic beside the decider. If an action fails because something was killed, it is tried with another
 * application.
 */

async function goOn(signal: AbortSignal, pauseMs: number, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work().catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** The worker ends expired offers, by the job that the clock would queue. */
export async function expireSome(sql: postgres.Sql, callId: string, signal: AbortSignal): Promise<void> {
  await goOn(signal, 1000, async () => {
    await sql`
      update offers set answer_by = now() - interval '1 hour' where id in (
        select o.id from offers o join applications a on a.id = o.application_id
        where a.call_id = ${callId} and o.state = 'made' order by random() limit 1)`
    await sql`select graphile_worker.add_job('expire-offers')`
  })
}

type Round = { callId: string; slug: string; adminId: string }

/** An action on a page: the application's state, the person, and the form. */
const STEPS = {
  award: { states: ['nominated'], admin: true, button: /^Award/ },
  wait: { states: ['nominated'], admin: true, button: /^Put on the waiting list/ },
  accept: { states: ['awarded'], admin: false, button: /^Accept the offer/ },
  decline: { states: ['awarded'], admin: false, button: /^Decline the offer/ },
  withdraw: { states: ['awarded', 'accepted', 'waiting-list'], admin: false, button: /^Withdraw the application/ },
}
type Step = keyof typeof STEPS
const TURN: Step[] = ['award', 'decline', 'award', 'withdraw', 'wait', 'accept']
/** This many run at the same time, each starting at another point of the cycle. */
const AT_ONCE = 3

/** An admin decides, and applicants answer and withdraw, with the pages' own forms. Returns how often each was done. */
export async function byPages(sql: postgres.Sql, port: number, round: Round, signal: AbortSignal) {
  const done: Record<Step, number> = { award: 0, wait: 0, accept: 0, decline: 0, withdraw: 0 }
  const one = async (start: number) => {
    let turn = start
    await goOn(signal, 50, async () => {
      const step = TURN[turn++ % TURN.length]!
      if (await take(sql, port, round, step)) done[step] += 1
    })
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => one(at * 2)))
  return done
}

async function take(sql: postgres.Sql, port: number, round: Round, step: Step): Promise<boolean> {
  const { states, admin, button } = STEPS[step]
  const [one] = await sql<{ id: string; person: string }[]>`
    select id, person_id as person from applications
    where call_id = ${round.callId} and state = any(${states}) order by random() limit 1`
  if (!one) return false
  const path = admin
    ? `/decisions/confirm?call=${round.slug}&track=phd&what=${step}&id=${one.id}`
    : `/apply/${one.id}/${step === 'withdraw' ? step : `offer/${step}`}`
  return submit(`http://localhost:${port}${path}`, await cookieOf(sql, admin ? round.adminId : one.person), button)
}

/**
 * Sends the form with this button, like a browser without JavaScript. Returns whether it redirected, as it does on
 * success.
 */
async function submit(url: string, cookie: string, button: RegExp): Promise<boolean> {
  const patience = () => AbortSignal.timeout(10_000)
  const page = parse(await (await fetch(url, { headers: { cookie }, signal: patience() })).text())
  const form = page
    .querySelectorAll('main form')
    .find((one) => one.querySelectorAll('button').some(({ text }) => button.test(text.trim())))
  if (!form) return false
  const body = new FormData()
  for (const input of form.querySelectorAll('input[type=hidden]'))
    body.append(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '')
  body.append('sure', 'yes')
  const headers = { cookie, origin: new URL(url).origin }
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal: patience() })
  return answer.status === 303
}
