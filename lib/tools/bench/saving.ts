import type postgres from 'postgres'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { buildBaseline, compare, printHead } from './compare'
import { fillTo, someWriters, type Writer } from './fill'
import { CONNECTIONS, type Requests } from './load'

const SIZES = [1000, 100_000]

/** A page and an autosave beside their baselines, with few and with many applications. */
export async function benchSaving(sql: postgres.Sql): Promise<void> {
  await buildBaseline()
  await sql`create table bench_inserts (id bigint generated always as identity primary key, answers jsonb)`
  for (const size of SIZES) {
    await fillTo(sql, size)
    const writers = await someWriters(sql, CONNECTIONS)
    printHead(size)
    await compare('page', bare.page(writers), portal.page(writers))
    await compare('autosave', bare.save(), portal.save(writers))
  }
}

const answers = phdAnswers.personal!
const headers = { 'content-type': 'application/json' }

/** An autosave of personal details, as the page of an application by `fillTo` sends it. */
export function saveOf({ application, cookie }: Writer, phone: number) {
  // For one page, the later save counts: each request is later than all before it, in microseconds.
  const seq = Math.floor(performance.now() * 1000)
  return {
    method: 'PUT' as const,
    path: `/api/applications/${application}/sections/personal`,
    headers: { ...headers, cookie },
    body: JSON.stringify({ answers: { ...answers, phone: String(phone) }, version: 1, writer: 'bench-fill', seq }),
  }
}

const bare = {
  page:
    (writers: Writer[]): Requests =>
    (connection) => ({ path: `/?id=${writers[connection]!.application}` }),
  save: (): Requests => (_connection, count) => ({
    method: 'PUT',
    path: '/insert',
    headers,
    body: JSON.stringify({ answers: { ...answers, phone: String(count) }, version: 0, writer: 'bench', seq: count }),
  }),
}

const portal = {
  page:
    (writers: Writer[]): Requests =>
    (connection) => {
      const { application, cookie } = writers[connection]!
      return { path: `/apply/${application}/personal`, headers: { cookie } }
    },
  save:
    (writers: Writer[]): Requests =>
    (connection, count) =>
      saveOf(writers[connection]!, count),
}
