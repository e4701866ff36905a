import type postgres from 'postgres'
import { db } from '@/db/client'
import { findPersonBySession } from '@/lib/people/queries'
import { findCall } from '@/lib/platform/call-store/queries'
import { countMatching } from '@/lib/selecting/listing/counts'
import { answerList, audienceOf } from '@/lib/selecting/listing/queries'
import { viewOf } from '@/lib/selecting/listing/view'
import { visibilityOf } from '@/lib/selecting/listing/visibility'
import { formatNumber } from '@/lib/shared/format/format'
import { serveNext } from '@/lib/tools/cli/serve'
import { sessionOf } from './fill'
import { fillListTo } from './fill-list'
import { REVIEWS, STAFF, type Staff, someStaff } from './fill-people'

const SIZES = [1000, 10_000, 100_000]
const TIMES = 40

/** An admin's requests to the list: words (frequent, rare, of another script, quoted), terms, and orders. */
const ADMIN = [
  '',
  'q=water',
  'q=word3999',
  'q=soil carbon',
  'q="soil carbon"',
  'q=土壤',
  'q=country:NG track:phd&sort=-score',
  'q=water&sort=name',
  'q=water&sort=country',
  'q=missing:letter',
  'sort=-submitted&page=3',
  'sort=institution',
  'sort=-country',
  'sort=discipline',
  'sort=-score',
  'sort=score',
  'sort=name',
  'sort=status',
]
const ASKED: Record<Staff, string[]> = {
  admin: ADMIN,
  officer: ['', 'q=soil carbon', 'sort=-score', 'sort=country'],
  reviewer: ['', 'q=water', 'q=review:todo', 'sort=country'],
}

type Figures = Record<'work' | 'page', { p50: number; p95: number }>

/**
 * The list for an admin, who sees all, an officer of an institution with a fifth of the applicants, and a reviewer: the
 * database's work for a page (rows, count and facets), and the page's answer. Then how much the p95 grew from the
 * fewest to the most.
 */
export async function benchList(sql: postgres.Sql, port: number): Promise<void> {
  const measured = new Map<number, Map<string, Figures>>()
  for (const size of SIZES) {
    await fillListTo(sql, size)
    await someStaff(sql)
    console.log(`\n${formatNumber(size)} applications, ${TIMES} times each, one after the other`)
    console.log(`${''.padEnd(46)}database p50     p95   page p50     p95 (ms)`)
    const next = await serveNext({ port, dev: false, asked: new AbortController().signal })
    try {
      measured.set(size, await measure(sql, port, size))
    } finally {
      await next.stop()
    }
  }
  const [fewest, most] = [measured.get(SIZES[0]!)!, measured.get(SIZES.at(-1)!)!]
  console.log(`\n${'p95 with the most, as a multiple of that with the fewest'.padEnd(60)}database   page`)
  for (const [asked, { work, page }] of fewest) {
    const large = most.get(asked)!
    const ratios = [large.work.p95 / work.p95, large.page.p95 / page.p95]
    console.log(asked.padEnd(60) + ratios.map((ratio) => ratio.toFixed(1).padStart(8)).join(''))
  }
}

async function measure(sql: postgres.Sql, port: number, size: number): Promise<Map<string, Figures>> {
  const call = (await findCall(db, '2021'))!
  const figures = new Map<string, Figures>()
  for (const who of STAFF) {
    const [person] = await sql<{ id: string }[]>`select id from people where email = ${`${who}@example.org`}`
    const { cookie, session } = await sessionOf(sql, person!.id)
    const visibility = visibilityOf((await findPersonBySession(db, session))!, call)
    // An empty list, for example of a person whose role does not count, is quick and proves nothing.
    const { total } = await countMatching(db, visibility, null, { all: true })
    const expected = { admin: size, officer: size / 10, reviewer: REVIEWS }[who]
    if (total < expected) throw new Error(`The ${who}'s list shows ${total} of ${size} applications.`)
    for (const asked of ASKED[who]) {
      const view = viewOf(Object.fromEntries(new URLSearchParams(asked)), audienceOf(visibility))
      const work = await timed(() => answerList(db, visibility, view))
      const page = await timed(async () => {
        const answer = await fetch(`http://localhost:${port}/applications?call=2021&${encodeURI(asked)}`, {
          headers: { cookie },
        })
        if (!answer.ok) throw new Error(`The list answered ${answer.status}.`)
        if (!(await answer.text()).includes('ANSO-2021-')) throw new Error(`The page of ${asked} lists nothing.`)
      })
      const name = `${who}: ${asked || 'all'}`
      figures.set(name, { work, page })
      const cells = [work.p50, work.p95, page.p50, page.p95].map((value) => value.toFixed(0).padStart(9)).join('')
      console.log(`${name.padEnd(46)}${cells}`)
    }
  }
  return figures
}

async function timed(work: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  const times: number[] = []
  for (let n = -5; n < TIMES; n++) {
    const start = performance.now()
    await work()
    if (n >= 0) times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return { p50: times[Math.floor(TIMES / 2)]!, p95: times[Math.floor(TIMES * 0.95)]! }
}
