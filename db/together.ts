import { drizzle } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { requests } from '@/lib/shared/database/request'
import * as schema from './schema'

type Read = {
  text: string
  values: unknown[]
  /** How many columns it selects, where Drizzle wants arrays of values; otherwise it wants rows. */
  width: number | undefined
  resolve(rows: unknown): void
  reject(error: unknown): void
}

/**
 * The database for reads that do not wait for each other: what one request asks in the same turn of the event loop goes
 * as one statement, and so sees one state of the data. It takes `select` alone, and fails as a whole. Several come as
 * JSON: from a raw statement a time is then a text by ISO 8601, and a `numeric` or `bigint` a number.
 */
export function together<Database extends object>(database: Database): Database {
  const batches = new Map<unknown, Read[]>()
  function enqueue(read: Read): void {
    const request = requests.getStore()
    const batch = batches.get(request)
    if (batch) {
      batch.push(read)
      return
    }
    batches.set(request, [read])
    // Drizzle asks a few microtasks after its caller.
    setImmediate(() => {
      const reads = batches.get(request)!
      batches.delete(request)
      answer(database, reads)
    })
  }
  const clientFor = (width?: number) => ({
    options: { parsers: {}, serializers: {} },
    unsafe(text: string, values: unknown[]) {
      const rows = () => new Promise((resolve, reject) => enqueue({ text, values, width, resolve, reject }))
      // biome-ignore lint/suspicious/noThenProperty: Drizzle waits for it or asks for its values
      return { values: rows, then: (...given: Parameters<Promise<unknown>['then']>) => rows().then(...given) }
    },
  })
  const reads = drizzle(clientFor() as unknown as postgres.Sql, { schema })
  const { session } = reads._ as unknown as { session: { prepareQuery(...given: unknown[]): object } }
  const prepare = session.prepareQuery
  // Drizzle tells its session, and not the client, which columns it selects.
  session.prepareQuery = (query, fields, ...rest) =>
    Object.assign(prepare.call(session, query, fields, ...rest), {
      client: clientFor((fields as [] | undefined)?.length),
    })
  return reads as unknown as Database
}

/** More reads than these become several statements: PostgreSQL plans each one whole. */
const MOST = 50

function answer(database: object, reads: Read[]): void {
  for (let at = 0; at < reads.length; at += MOST) void answerSome(database, reads.slice(at, at + MOST))
}

async function answerSome(database: object, reads: Read[]): Promise<void> {
  const { $client } = database as unknown as {
    $client: { ask(text: string, values: unknown[], arrays: boolean): Promise<unknown[][]> }
  }
  const [first] = reads as [Read]
  try {
    if (reads.length === 1) return first.resolve(await $client.ask(first.text, first.values, first.width !== undefined))
    const values = reads.flatMap((read) => read.values)
    const [row] = await $client.ask(textOf(reads), values, true)
    for (const [at, { resolve }] of reads.entries()) resolve(row![at])
  } catch (error) {
    for (const { reject } of reads) reject(error)
  }
}

/** One statement of one row, with the rows of each read as JSON. */
function textOf(reads: Read[]): string {
  let before = 0
  const parts = reads.map(({ text, values, width }) => {
    const shift = before
    before += values.length
    const own = text.replace(/;\s*$/, '').replace(/\$(\d+)/g, (_, n) => `$${Number(n) + shift}`)
    const columns = Array.from({ length: width ?? 0 }, (_, at) => `c${at}`).join(', ')
    const row = width === undefined ? 'to_json(t)' : `json_build_array(${columns})`
    return `(select coalesce(json_agg(${row}), '[]') from (${own}) as t${columns && `(${columns})`})`
  })
  return `select ${parts.join(', ')}`
}
