import { randomUUID } from 'node:crypto'
import { parse } from 'node-html-parser'
import type postgres from 'postgres'
import { count } from '@/lib/shared/format/format'
import { startWorkerProcess } from '@/lib/tools/cli/worker-child'
import { type Answer, ask, posted } from './ask'
import { BASE, PROCESSES, printFigures, serving } from './compare'
import { type Acknowledged, fillForDeadline, hashOf, lookedFor, scans } from './deadline-data'
import type { Writer } from './fill'
import { type Arriving, openLoop } from './load'
import { saveOf } from './saving'

const APPLICANTS = 10_000
/** Those of them who submit in the last hour, and what each of them does in it. */
const SUBMITTING = 0.4 * APPLICANTS
const EACH = { page: 15, autosave: 30, upload: 3, check: 1, submission: 1 }
type Kind = keyof typeof EACH

/** More come in the last minutes than in the mean of the hour. */
const RUSHES = [
  { name: 'the mean of the last hour', times: 1 },
  { name: 'its last minutes, twice as many', times: 2 },
]
const SECONDS = 300
const WARM_UP = 15
const WRITERS = 2000

const perSecond = (kind: Kind) => (SUBMITTING * EACH[kind]) / 3600
const RUNS = WARM_UP + SECONDS * RUSHES.reduce((sum, { times }) => sum + times, 0)
/** A few more than are due, for each run rounds. */
const SUBMITTERS = Math.ceil(perSecond('check') * RUNS) + 10

/**
 * The last hour before a deadline: applicants read pages, save as they type, upload scans, check and submit, all at the
 * same time, by the requests of their browsers; the worker runs beside. Then everything that the portal acknowledged
 * must be in the database and in the store.
 */
export async function benchDeadline(sql: postgres.Sql): Promise<void> {
  const { writers, submitters } = await fillForDeadline(sql, APPLICANTS, WRITERS, SUBMITTERS)
  const applicants = new Applicants(writers, submitters, await scans())
  const worker = startWorkerProcess({ seconds: 30, notice: 0 })
  try {
    await serving('.', async () => {
      const { submission: _, ...first } = applicants.arriving(1)
      // Who checks now, submits later.
      await openLoop(first, WARM_UP)
      for (const { name, times } of RUSHES) {
        const { figures, firstFault } = await openLoop(applicants.arriving(times), SECONDS)
        console.log(`\n${name}: ${count(PROCESSES, 'process', 'processes')}, open loop`)
        console.log('                                      per second     p50     p95     p99 (ms)')
        for (const [kind, found] of Object.entries(figures)) printFigures(kind, found)
        if (firstFault) console.log(`The first fault: ${firstFault}`)
      }
    })
  } finally {
    await worker.stop()
  }
  for (const line of await lookedFor(sql, applicants.acknowledged)) console.log(line)
}

class Applicants {
  readonly acknowledged: Acknowledged = { phones: new Map(), files: new Map(), submitted: [] }
  private readonly checked: { who: Writer; form: FormData }[] = []
  private begun = 0
  private phone = 0

  constructor(
    private readonly writers: Writer[],
    private readonly submitters: Writer[],
    private readonly scans: Buffer[],
  ) {}

  /** The arrivals of each kind, so many times those of the mean. */
  arriving(times: number): Record<Kind, Arriving> {
    const at = (kind: Kind, work: Arriving['work']) => ({ perSecond: times * perSecond(kind), work })
    return {
      page: at('page', (n) => this.read(n)),
      autosave: at('autosave', (n) => this.save(n)),
      upload: at('upload', (n) => this.upload(n)),
      check: at('check', () => this.check()),
      submission: at('submission', () => this.submit()),
    }
  }

  private writer = (n: number) => this.writers[n % this.writers.length]!

  private async read(n: number): Promise<void> {
    const { application, cookie } = this.writer(n)
    const path = ['', '/personal', '/research', '/education', '/documents'][n % 5]
    await ask(`${BASE}/apply/${application}${path}`, { headers: { cookie } })
  }

  private async save(n: number): Promise<void> {
    const who = this.writer(n)
    const phone = ++this.phone
    const { path, ...request } = saveOf(who, phone)
    await ask(BASE + path, request)
    const { phones } = this.acknowledged
    phones.set(who.application, Math.max(phone, phones.get(who.application) ?? 0))
  }

  private async upload(n: number): Promise<void> {
    const { application, cookie } = this.writer(n)
    const name = `${randomUUID()}.pdf`
    // A comment at the end makes its bytes its own.
    const bytes = Buffer.concat([this.scans[n % this.scans.length]!, Buffer.from(`%${name}\n`)])
    const body = new FormData()
    body.set('application', application)
    body.set('kind', ['cv', 'proposal'][n % 2]!)
    body.set('file', new File([new Uint8Array(bytes)], name))
    await this.send('/api/documents', body, { cookie, accept: 'application/json' }, 201)
    this.acknowledged.files.set(name, hashOf(bytes))
  }

  /** Opens the page that leads to the submission. */
  private async check(): Promise<void> {
    const who = this.submitters[this.begun++]!
    const headers = { cookie: who.cookie, 'accept-encoding': 'identity' }
    const { body } = await ask(`${BASE}/apply/${who.application}/check`, { headers })
    const forms = parse(body.toString()).querySelectorAll('main form')
    const form = new FormData()
    for (const input of forms.find(({ text }) => text.includes('Submit the application'))!.querySelectorAll('input'))
      form.append(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '')
    this.checked.push({ who, form })
  }

  private async submit(): Promise<void> {
    const { who, form } = this.checked.shift()!
    const path = `/apply/${who.application}`
    const { headers } = await this.send(`${path}/check`, form, { cookie: who.cookie }, 303)
    const to = headers.location
    if (!to?.endsWith(`${path}/submitted`)) throw new Error(`A submission led to ${to}.`)
    this.acknowledged.submitted.push(who.application)
  }

  private async send(path: string, form: FormData, more: Record<string, string>, status: number): Promise<Answer> {
    const { headers, body } = await posted(form)
    return ask(BASE + path, { method: 'POST', body, headers: { origin: BASE, ...more, ...headers } }, status)
  }
}
