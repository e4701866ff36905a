import { gzipSync } from 'node:zlib'
import type postgres from 'postgres'
import { db } from '@/db/client'
import { fillCall } from '@/lib/tools/fill'
import { BASE, BASELINE, buildBaseline, figuresOf, PROCESSES, serving } from './compare'
import { cookieOf } from './fill'
import { someStaff } from './fill-people'
import { CONNECTIONS, type Figures, type Requests } from './load'

const APPLICATIONS = 1000
const REVIEWERS = 80

/** A page, by its visits. A `public` one is measured beside a static page, the others beside one with a query. */
export type Page = { name: string; public?: boolean; visits: Visit[] }
/** `id`: the application that the bare page looks up. */
type Visit = { path: string; cookie?: string; id?: string }

type Weight = {
  /** Bytes of the page as the server sends it without compression, and by gzip. */
  html: number
  gzip: number
  /** The share of React's flight data in the page. */
  flight: number
  /** The page without its scripts, which the bare page sends too. */
  markup: string
}

/**
 * Every page that people wait for, beside a page of the barest Next app that sends as many bytes: the public ones beside
 * a static page, the others beside a page with one indexed query. Both compress by gzip.
 */
export async function benchPages(sql: postgres.Sql): Promise<void> {
  await fillCall(db, '2021', { applications: APPLICATIONS, reviewers: REVIEWERS, seed: 1 })
  await someStaff(sql)
  await sql`vacuum analyze`
  await sql`checkpoint`
  const pages = await allPages(sql)
  const weights = await serving('.', () => Promise.all(pages.map(({ visits }) => weigh(visits[0]!))))
  await buildBaseline(Object.fromEntries(pages.map(({ name }, at) => [name, bodyFor(weights[at]!)])))
  const bare = pages.map((page) => ({ ...page, visits: page.visits.map((visit) => bareVisit(page, visit)) }))
  const [bareWeights, bareFigures] = await serving(BASELINE, () => measured(bare))
  const [, figures] = await serving('.', () => measured(pages))
  console.log(`\n${APPLICATIONS} applications, ${CONNECTIONS} connections, both apps by ${PROCESSES} processes`)
  console.log(HEAD.map((title, at) => (at === 0 ? title.padEnd(34) : title.padStart(9))).join(''))
  for (const [at, { name }] of pages.entries())
    console.log(line(name, weights[at]!, figures[at]!, bareWeights[at]!, bareFigures[at]!))
}

const HEAD = [
  '',
  'HTML kB',
  'flight',
  'gzip kB',
  'a second',
  'p95 ms',
  'bare kB',
  'gzip kB',
  'a second',
  'p95 ms',
  'ratio',
]

function line(name: string, weight: Weight, figures: Figures, bareWeight: Weight, bare: Figures): string {
  const kB = (bytes: number) => (bytes / 1000).toFixed(1)
  const cells = [
    kB(weight.html),
    `${Math.round(100 * weight.flight)} %`,
    kB(weight.gzip),
    figures.perSecond.toFixed(0),
    figures.p95.toFixed(0),
    kB(bareWeight.html),
    kB(bareWeight.gzip),
    bare.perSecond.toFixed(0),
    bare.p95.toFixed(0),
    (figures.perSecond / bare.perSecond).toFixed(2),
  ]
  const failed = figures.failed + bare.failed
  return name.padEnd(34) + cells.map((cell) => cell.padStart(9)).join('') + (failed ? `  ${failed} FAILED` : '')
}

/** The weights and figures of pages of the app that is being served. */
export async function measured(pages: Page[]): Promise<[Weight[], Figures[]]> {
  const weights = await Promise.all(pages.map(({ visits }) => weigh(visits[0]!)))
  const figures: Figures[] = []
  for (const { visits } of pages) figures.push(await figuresOf(requestsOf(visits)))
  return [weights, figures]
}

/** Each connection asks for one of the visits, compressed by gzip. */
export const requestsOf =
  (visits: Visit[]): Requests =>
  (connection) => {
    const { path, cookie } = visits[connection % visits.length]!
    return { path, headers: { 'accept-encoding': 'gzip', ...(cookie && { cookie }) } }
  }

const bareVisit = ({ name, public: isPublic }: Page, { id }: Visit): Visit => ({
  path: isPublic ? `/static/${name}` : `/queried/${name}?id=${id}`,
})

/** @throws if the page does not answer 200: a redirect or a refusal is quick and proves nothing */
async function weigh({ path, cookie }: Visit): Promise<Weight> {
  const answer = await fetch(BASE + path, {
    redirect: 'manual',
    headers: { 'accept-encoding': 'identity', ...(cookie && { cookie }) },
  })
  const html = await answer.text()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`)
  const flight = [...html.matchAll(/<script[^>]*>self\.__next_f\.push[\s\S]*?<\/script>/g)]
  const markup = html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/^[\s\S]*?<body[^>]*>|<\/body>[\s\S]*$/g, '')
  return {
    html: Buffer.byteLength(html),
    gzip: gzipSync(html, { level: 6 }).length,
    flight: flight.reduce((sum, [text]) => sum + Buffer.byteLength(text), 0) / Buffer.byteLength(html),
    markup,
  }
}

/** Bytes of a bare page without content. */
const FRAME = 5200

/** What a bare page shows to be as heavy: Next sends it twice, as HTML and, with its signs escaped, as flight data. */
function bodyFor({ html, markup }: Weight): string {
  const once = Buffer.byteLength(markup)
  const escaped = Buffer.byteLength(JSON.stringify(markup).replace(/[<>&]/g, '\\u003c'))
  const wanted = Math.round((Math.max(0, html - FRAME) / (once + escaped)) * markup.length)
  const all = markup.repeat(Math.ceil(wanted / markup.length))
  return all.slice(0, all.lastIndexOf('<', wanted))
}

/** The pages with their visits, in what `fillCall` and `someStaff` make. */
export async function allPages(sql: postgres.Sql): Promise<Page[]> {
  const of = async (rows: { person: string; id: string }[], path: (id: string) => string): Promise<Visit[]> => {
    if (rows.length === 0) throw new Error(`Nobody opens ${path('…')}.`)
    return Promise.all(
      rows.map(async ({ person, id }) => ({ path: path(id), cookie: await cookieOf(sql, person), id })),
    )
  }
  const inState = (state: string) => sql<{ person: string; id: string }[]>`
    select person_id as person, id from applications where state = ${state} order by id limit ${CONNECTIONS}`
  const drafts = await inState('draft')
  const submitted = await inState('under-review')
  const reviews = await sql<{ person: string; id: string }[]>`
    select distinct on (a.person_id) a.person_id as person, a.application_id as id
    from assignments a join applications p on p.id = a.application_id and p.state = 'under-review'
    left join reviews r on r.assignment_id = a.id
    where a.released_at is not null and a.cleared_at is not null and a.ended_at is null and r.submitted_at is null
    order by a.person_id, a.id limit ${CONNECTIONS}`
  const [admin] = await sql<{ person: string; id: string }[]>`
    select p.id as person, a.id from people p, applications a where p.email = 'admin@example.org' limit 1`
  const [officer] = await sql<{ person: string; id: string }[]>`
    select p.id as person, a.id from people p, applications a where p.email = 'officer@example.org' limit 1`
  const open = (paths: Record<string, string>): Page[] =>
    Object.entries(paths).map(([name, path]) => ({ name, public: true, visits: [{ path }] }))
  const [applicant] = await of(drafts.slice(0, 1), () => '/')
  return [
    ...open({
      home: '/',
      call: '/call',
      institutions: '/institutions',
      faq: '/faq',
      places: '/call/places',
    }),
    { name: 'home-signed-in', public: true, visits: [applicant!] },
    { name: 'section', visits: await of(drafts, (id) => `/apply/${id}/personal`) },
    { name: 'tasks', visits: await of(drafts, (id) => `/apply/${id}`) },
    { name: 'status', visits: await of(submitted, (id) => `/apply/${id}`) },
    { name: 'list', visits: await of([admin!], () => '/applications?call=2021') },
    { name: 'review', visits: await of(reviews, (id) => `/review/${id}`) },
    { name: 'board', visits: await of([admin!], () => '/decisions?call=2021&track=phd') },
    { name: 'tracker', visits: await of([admin!], () => '/tracker?call=2021') },
    { name: 'nominations', visits: await of([officer!], () => '/nominations/ustc/phd') },
  ]
}
