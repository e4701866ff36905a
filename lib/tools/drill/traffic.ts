import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'node-html-parser'
import type postgres from 'postgres'
import type { Writer } from '@/lib/tools/bench/fill'
import { phdAnswers } from '@/lib/tools/testing/answers'

/** The user's view of one request. */
type Seen = 'done' | 'wait' | 'not reached' | 'error' | 'other'
export type Counts = Record<Seen, number>

const SLOW_MS = 10_000
const PATIENCE_MS = 30_000
const PAUSE_MS = 100
/** The portal's message while it waits for its database. */
const WAITS = /cannot reach its database|very busy just now|waits for its database/

/**
 * People at work, each with one request after the other: applicants whose pages save, readers of pages, and people who
 * send a form without JavaScript. It notes what the portal acknowledged, to look for it afterwards.
 */
export class Traffic {
  readonly saves = noCounts()
  readonly others = noCounts()
  slow = 0
  longest = 0
  tries = 0
  firstFault: string | undefined
  /** The time of the last acknowledged save, and of every one since `mark`. */
  private acknowledgedAt: number[] = []
  private readonly phones = new Map<string, number>()
  private readonly names = new Map<string, string>()
  private readonly over = new AbortController()
  private readonly going: Promise<unknown>[] = []
  private next = 100_000

  constructor(
    private readonly base: string,
    private readonly writers: Writer[],
  ) {}

  /** All start; those with a form load it first. */
  async begin(): Promise<void> {
    const [formWriter, ...savers] = this.writers
    const form = await this.formOf(formWriter!)
    this.going.push(this.loop(() => this.sendForm(formWriter!, form)))
    for (const writer of savers) this.going.push(this.loop(() => this.save(writer)))
    for (const writer of savers.slice(0, 3)) this.going.push(this.loop(() => this.read(writer)))
  }

  async end(): Promise<void> {
    this.over.abort()
    await Promise.all(this.going)
  }

  /** The first save acknowledged after this moment, in ms since 1970; undefined if there is none yet. */
  savedAfter(moment: number): number | undefined {
    return this.acknowledgedAt.find((at) => at >= moment)
  }

  /** How much of the acknowledged data the database does not have. */
  async lost(sql: postgres.Sql): Promise<number> {
    let lost = 0
    for (const [application, phone] of this.phones) {
      const [row] = await sql<{ phone: string }[]>`
        select answers->>'phone' as phone from application_sections
        where application_id = ${application} and key = 'personal'`
      if (!(Number(row?.phone) >= phone)) lost += 1
    }
    for (const [application, name] of this.names) {
      const [row] = await sql<{ name: string }[]>`
        select p.name from people p join applications a on a.person_id = p.id where a.id = ${application}`
      if (!((row?.name ?? '') >= name)) lost += 1
    }
    return lost
  }

  /** Reports the first failure: the rest is most often the same. */
  private noted(seen: Seen, what: string): Seen {
    if (seen === 'error' || seen === 'other') this.firstFault ??= what
    return seen
  }

  private async loop(work: () => Promise<void>): Promise<void> {
    while (!this.over.signal.aborted) {
      await work()
      await sleep(PAUSE_MS)
    }
  }

  private async save({ application, cookie }: Writer): Promise<void> {
    const phone = this.next++
    const begun = Date.now()
    const body = JSON.stringify({
      answers: { ...phdAnswers.personal, phone: String(phone) },
      version: 1,
      writer: 'bench-fill',
      seq: Math.floor(performance.now() * 1000) + 1,
    })
    this.tries += 1
    const seen = await this.ask(`/api/applications/${application}/sections/personal`, {
      method: 'PUT',
      body,
      headers: { cookie, 'content-type': 'application/json' },
    })
    this.saves[seen] += 1
    if (seen !== 'done') return
    this.phones.set(application, phone)
    this.acknowledgedAt.push(begun)
  }

  private async read({ application, cookie }: Writer): Promise<void> {
    const seen = await this.ask(`/apply/${application}/personal`, { headers: { cookie, accept: 'text/html' } })
    this.others[seen] += 1
  }

  private async formOf({ cookie }: Writer): Promise<[string, string][]> {
    const page = parse(await (await fetch(`${this.base}/account`, { headers: { cookie } })).text())
    const form = page.querySelectorAll('main form').find((one) => one.querySelector('input[name=name]'))
    return (form?.querySelectorAll('input') ?? []).map((input) => [
      input.getAttribute('name') ?? '',
      input.getAttribute('value') ?? '',
    ])
  }

  private async sendForm({ application, cookie }: Writer, form: [string, string][]): Promise<void> {
    const name = `Drill ${this.next++}`
    const body = new FormData()
    for (const [field, value] of form) if (field !== '') body.append(field, field === 'name' ? name : value)
    const seen = await this.ask(
      '/account',
      { method: 'POST', body, redirect: 'manual', headers: { cookie, accept: 'text/html', origin: this.base } },
      /Your name is saved/,
    )
    this.others[seen] += 1
    if (seen === 'done') this.names.set(application, name)
  }

  /** `done`: what the answer says on success. */
  private async ask(path: string, request: RequestInit, done = /(?:)/): Promise<Seen> {
    const begun = Date.now()
    const asked = fetch(this.base + path, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) })
    const seen = await asked
      .then(async (answer) =>
        this.noted(seenIn(answer.status, await answer.text(), done), `${answer.status} for ${path}`),
      )
      .catch((): Seen => 'not reached')
    const took = Date.now() - begun
    this.longest = Math.max(this.longest, took)
    if (took > SLOW_MS) this.slow += 1
    return seen
  }
}

function seenIn(status: number, text: string, done: RegExp): Seen {
  if (text.includes('No server is available')) return 'not reached'
  if (status === 503 || WAITS.test(text)) return 'wait'
  if (status === 502 || status === 504) return 'not reached'
  if (status >= 500) return 'error'
  return status < 400 && done.test(text) ? 'done' : 'other'
}

function noCounts(): Counts {
  return { done: 0, wait: 0, 'not reached': 0, error: 0, other: 0 }
}
