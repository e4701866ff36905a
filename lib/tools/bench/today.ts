import postgres from 'postgres'
import { count, formatNumber } from '@/lib/shared/format/format'
import { runFill } from '@/lib/tools/fill/run'
import { PROCESSES, serving } from './compare'
import { fillListTo } from './fill-list'
import { someStaff } from './fill-people'
import { CONNECTIONS } from './load'
import { allPages, measured } from './pages'
import { Today } from './today-served'

const FEW = 1000
const MANY = 100_000
const FILL = ['--applications', String(FEW), '--reviewers', '80', '--seed', '1']
const PAGES = ['list', 'home', 'section', 'review', 'board', 'tracker', 'nominations']

/**
 * Pages of commit 4e9259e on Node 20, and of the portal now, in one run: each fills a database of its own by its own
 * `npm run fill`, with the same seed; the many of the list come by the same SQL. Today's portal serves by one process,
 * as its `npm start` did, and the portal now by one a core.
 */
export async function benchToday(sql: postgres.Sql): Promise<void> {
  const url = new URL(process.env.DATABASE_URL!)
  url.pathname = '/scholarship_today'
  await sql`drop database if exists scholarship_today with (force)`
  await sql`create database scholarship_today`
  const today = new Today(url.href)
  today.prepare(FILL)
  await runFill(FILL)
  const sqlOfToday = postgres(url.href, { max: 1, onnotice: () => {} })
  const portals: Portal[] = [
    { sql: sqlOfToday, serving: (work) => today.serving(work) },
    { sql, serving: (work) => serving('.', work) },
  ]
  for (const portal of portals) await someStaff(portal.sql)
  const processes = `today by 1 process, now by ${count(PROCESSES, 'process', 'processes')}`
  console.log(`\n${CONNECTIONS} connections; ${processes}`)
  console.log(HEAD.map((title, at) => title.padStart(at > 0 ? 12 : 0).padEnd(at > 0 ? 0 : 34)).join(''))
  await compareThem(portals, FEW, PAGES)
  for (const portal of portals) await fillListTo(portal.sql, MANY)
  await compareThem(portals, MANY, ['list'])
  await sqlOfToday.end()
}

type Portal = { sql: postgres.Sql; serving: <T>(work: () => Promise<T>) => Promise<T> }

const HEAD = ['', 'today: kB', 'a second', 'p95 ms', 'now: kB', 'a second', 'p95 ms', 'ratio']

async function compareThem(portals: Portal[], size: number, names: string[]): Promise<void> {
  const found: Awaited<ReturnType<typeof measured>>[] = []
  for (const { sql, serving } of portals) {
    await sql`vacuum analyze`
    await sql`checkpoint`
    const all = await allPages(sql)
    found.push(await serving(() => measured(names.map((name) => all.find((page) => page.name === name)!))))
  }
  for (const [at, name] of names.entries()) {
    const cells = found.flatMap(([weights, figures]) => [
      (weights[at]!.html / 1000).toFixed(1),
      figures[at]!.perSecond.toFixed(0),
      figures[at]!.p95.toFixed(0),
    ])
    const [before, now] = found.map(([, figures]) => figures[at]!)
    cells.push((now!.perSecond / before!.perSecond).toFixed(1))
    const failed = before!.failed + now!.failed
    const title = `${name}, ${formatNumber(size)} applications`
    console.log(
      title.padEnd(34) + cells.map((cell) => cell.padStart(12)).join('') + (failed ? `  ${failed} FAILED` : ''),
    )
  }
}
