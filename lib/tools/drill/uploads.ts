import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import type { Storage } from '@/lib/applying/document/storage'
import type { Writer } from '@/lib/tools/bench/fill'
import { paperOf } from '@/lib/tools/fill/paper'

const PAUSE_MS = 2000

/** An applicant who uploads one file after the other. */
export class Uploads {
  tries = 0
  done = 0
  notReached = 0
  errors = 0
  /** The names of the acknowledged ones. */
  private readonly names: string[] = []
  private readonly over = new AbortController()
  private going: Promise<void> = Promise.resolve()

  constructor(
    private readonly base: string,
    private readonly writer: Writer,
  ) {}

  begin(): void {
    this.going = this.upload()
  }

  async end(): Promise<void> {
    this.over.abort()
    await this.going
  }

  /** How many of the acknowledged ones have no row, or no file. */
  async lost(sql: postgres.Sql, store: Storage): Promise<number> {
    let lost = 0
    for (const name of this.names) {
      const [row] = await sql<{ key: string }[]>`
        select storage_key as key from documents
        where application_id = ${this.writer.application} and filename = ${name}`
      const there =
        row &&
        (await store.get(row.key).then(
          (stream) => stream.destroy() !== null,
          () => false,
        ))
      if (!there) lost += 1
    }
    return lost
  }

  private async upload(): Promise<void> {
    const { signal } = this.over
    while (!signal.aborted) {
      const name = `${randomUUID()}.pdf`
      const body = new FormData()
      body.set('application', this.writer.application)
      body.set('kind', 'cv')
      body.set('file', new File([new Uint8Array(paperOf('A paper of the drill', name))], name))
      this.tries += 1
      const headers = { cookie: this.writer.cookie, accept: 'application/json', origin: this.base }
      await fetch(`${this.base}/api/documents`, { method: 'POST', headers, body })
        .then(async (answer) => {
          await answer.arrayBuffer()
          if (answer.ok) {
            this.done += 1
            this.names.push(name)
          } else if ([502, 503, 504].includes(answer.status)) this.notReached += 1
          else this.errors += 1
        })
        .catch(() => {
          this.notReached += 1
        })
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => {})
    }
  }
}
