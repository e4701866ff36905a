import type postgres from 'postgres'
import { db } from '@/db/client'
import { findCall } from '@/lib/call/queries'
import { serveNext } from '@/lib/cli/serve'
import { eyesOf } from '@/lib/listing/eyes'
import { COUNTED, countMatching } from "@/lib/listing/counts"
import { answerList, audienceOf } from "@/lib/listing/queries"
import { viewOf } from '@/lib/listing/view'
import { findPersonBySession } from '@/lib/people/queries'
import { aStaffCookie } from './fill'
import { fillListTo } from './fill-list'

const SIZES = [1000, 10_000, 100_000]
const TIMES = 40

/** What is asked of the list; each also in other orders by its address. */
const ASKED = [
  '',
  'q=soil carbon',
  'q=country:NG track:phd&sort=-score',
  'q=water&sort=name',
  'q=missing:letter',
  'sort=-submitted&page=3',
]

/** The list for an admin, who sees all: the database's work of a page (rows, count and facets), and the page's answer. */
export async function benchList(sql: postgres.Sql, port: number): Promise<void> {
  const cookie = await aStaffCookie(sql)
  const [session] = await sql<{ id: string }[]>`
    select s.id from sessions s join people p on p.id = s.person_id where p.email = 'admin@example.org'`
  const person = (await findPersonBySession(db, session!.id))!
  const eyes = eyesOf(person, (await findCall(db, '2021'))!)
  for (const size of SIZES) {
    await fillListTo(sql, size)
    const { total } = await countMatching(db, eyes, null)
    if (total < Math.min(size, COUNTED)) throw new Error(`The list shows ${total} of ${size} applications.`)
    console.log(`\n${size.toLocaleString('en')} applications, ${TIMES} times each, one after the other`)
    console.log(`${''.padEnd(46)}database p50     p95   page p50     p95 (ms)`)
    const next = await serveNext({ port, dev: false, asked: new AbortController().signal })
    try {
      for (const asked of ASKED) {
        const view = viewOf(Object.fromEntries(new URLSearchParams(asked)), audienceOf(eyes))
        const work = await timed(() =>
          Promise.all([listPage(db, eyes, view), countMatching(db, eyes, view.search.query)]),
        )
        const page = await timed(async () => {
          const answer = await fetch(`http://localhost:${port}/applications?call=2021&${asked}`, {
            headers: { cookie },
          })
          if (!answer.ok) throw new Error(`The list answered ${answer.status}.`)
          if (!(await answer.text()).includes('ANSO-2021-')) throw new Error('The page lists nothing.')
        })
        const figures = [work.p50, work.p95, page.p50, page.p95].map((value) => value.toFixed(0).padStart(9)).join('')
        console.log(`${(asked || 'all').padEnd(46)}${figures}`)
      }
    } finally {
      await next.stop()
    }
  }
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
