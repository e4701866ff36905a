import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { expect } from '@playwright/test'
import { parse } from 'node-html-parser'
import yauzl from 'yauzl'
import type { State } from '@/lib/lifecycle/application'
import { readPdf } from '@/lib/tools/testing/pdf-text'
import { cookieOf, database, portal } from './pages/applicant'
import { test } from './pages/own-portal'
import { type Applicant, aCallWith, alikeIn, toldWebhooks } from './pages/results'
import type { Statements } from './pages/statements'

const FILES = readdirSync('app', { recursive: true }).map((file) => `/${String(file)}`)

/** All that an applicant can open, and the public pages of results. */
const PATHS = FILES.map((file) => file.replace('/(public)', ''))
  .filter((file) =>
    /^\/(apply|account|notifications|dossiers|work|call|verify-letter|api\/(applications|session|tracker))\b.*\/(page\.tsx|route\.ts)$/.test(
      file,
    ),
  )
  .map((file) => file.replace(/\/(page\.tsx|route\.ts)$/, ''))
  .filter((path) => !/\[(call|institution|run)\]/.test(path))
  // A code without a letter; nobody knows an offer's code before the release.
  .map((path) => path.replace('[code]', 'AAAAA-AAAAA-AAAAA-AAAAA'))
  .map((path) => path.replace('[answer]', 'accept').replace('[section]', 'personal').replace('[key]', 'personal'))

type Answer = { status: number; leadsTo: string; size: number; statements: string[] }

/** The outside view of each answer: its status and size, and its work. */
async function answersTo(base: string, statements: Statements, { id, number, applicant }: Applicant) {
  const cookie = await cookieOf(applicant)
  const own = [id, number, applicant.id, applicant.email, cookie]
  const told = (text: string) => size(own.reduce((left, word) => left.replaceAll(word, ''), text))
  const answers: Record<string, Answer> = {}
  for (const path of PATHS)
    for (const rsc of [false, true]) {
      // At an address of its own no public page is kept, so that each statement is of this request.
      const url = `${base}${path.replace('[id]', id)}${rsc ? '?_rsc=1' : '?own=1'}`
      const redirect = rsc ? 'follow' : 'manual'
      const ask = () => fetch(url, { headers: { cookie, ...(rsc && { rsc: '1' }) }, redirect })
      // Once, to fill the portal's caches.
      await (await ask()).arrayBuffer()
      statements.taken()
      const answer = await ask()
      const isPdf = answer.headers.get('content-type') === 'application/pdf'
      const bytes = Buffer.from(await answer.arrayBuffer())
      const text = isPdf ? (await readPdf(Readable.from([bytes]))).all : bytes.toString()
      answers[`${path}${rsc ? ' as data' : ''}`] = {
        status: answer.status,
        leadsTo: (answer.headers.get('location') ?? '').replace(id, ''),
        size: told(text),
        statements: statements.taken().sort(),
      }
    }
  return answers
}

/** The length of a text without the random parts of each answer: nonces, ids, the numbers of events and pieces. */
const size = (text: string) =>
  text
    .replace(/nonce="[^"]*"|"nonce":"[^"]*"/g, '')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, '')
    .replace(/"\d+\\?"/g, '')
    .replace(/^[0-9a-f]+:/gm, '').length

/** The portal's messages to the applicant, and how often. */
async function toldTo({ applicant }: Applicant) {
  const sql = database()
  const rows = await sql`
    select (select count(*) from notifications where person_id = ${applicant.id}) as notifications,
      (select count(*) from messages where recipient = ${applicant.email}) as mails`
  await sql.end()
  return rows[0]
}

/** The applicant's data download: each file of the archive by name, without the parts that identify them. */
async function ownData(base: string, { id, number, applicant }: Applicant): Promise<Record<string, string>> {
  const cookie = await cookieOf(applicant)
  const answer = await fetch(`${base}/api/account/data`, { method: 'POST', headers: { cookie } })
  const zip = await yauzl.fromBufferPromise(Buffer.from(await answer.arrayBuffer()))
  const told = (text: string) => [id, number, applicant.id, applicant.email].reduce(without, text)
  const files: Record<string, string> = {}
  for await (const entry of zip.eachEntry())
    files[named(told(entry.fileName))] = sorted(named(told(await textOf(await zip.openReadStreamPromise(entry)))))
  return files
}

const without = (text: string, word: string) => text.replaceAll(word, '')

/** The lines of a file, sorted: files of the same moment come in any order. */
const sorted = (text: string) => text.split(/,?\n/).sort().join('\n')

/** A text without random parts and times. */
const named = (text: string) =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, '')
    .replace(/files\/[0-9a-f]{8} /g, 'files/')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')

test('before the release a decision shows in no status, size, number of statements, notification or mail', async ({
  baseURL,
  statements,
}) => {
  test.slow()
  const { of } = await alikeIn(['under-review', 'awarded', 'waiting-list', 'not-awarded'])
  const first = of('under-review')
  const before = await answersTo(baseURL!, statements, first)
  expect(Object.keys(before).length).toBeGreaterThan(40)
  expect(before['/apply/[id]']).toMatchObject({ status: 200, statements: expect.arrayContaining([expect.any(String)]) })
  for (const state of ['awarded', 'waiting-list', 'not-awarded'] as State[]) {
    expect(await answersTo(baseURL!, statements, of(state)), state).toEqual(before)
    expect(await toldTo(of(state)), state).toEqual(await toldTo(first))
  }
})

test('before the release an applicant’s data download has the same files with the same text, whatever the decision', async ({
  baseURL,
}) => {
  const { call, admin, of } = await alikeIn(['under-review', 'awarded', 'waiting-list', 'not-awarded'])
  const first = await ownData(baseURL!, of('under-review'))
  expect(Object.keys(first)).toContain('data.json')
  expect(Object.keys(first).filter((name) => name.startsWith('files/')).length).toBeGreaterThan(3)
  for (const state of ['awarded', 'waiting-list', 'not-awarded'] as State[])
    expect(await ownData(baseURL!, of(state)), state).toEqual(first)
  const { db } = await portal()
  const { releaseResults } = await import('@/lib/awarding/decision/release')
  await releaseResults(db, admin, call)
  expect((await ownData(baseURL!, of('awarded')))['data.json']).toMatch(/"state": "awarded"/)
})

/** All that anybody can open of a Call, and the API's answers to a reviewer. */
const PUBLIC = [
  ...FILES.filter((file) => /^\/\((public|auth)\)\/(.*\/)?page\.tsx$/.test(file) && !file.includes('[')).map(
    (file) => file.replace(/\/\(\w+\)|\/page\.tsx$/g, '') || '/',
  ),
  '/api/v1/calls',
  '/api/v1/openapi.json',
  '/api/session',
  '/api/metrics',
  '/api/tracker',
]

/** What these say about the Call, as pages and as React's data, without its name. */
async function publicOf(base: string, { slug, code, token }: Awaited<ReturnType<typeof aCallWith>>) {
  const said: Record<string, string> = {}
  for (const path of PUBLIC)
    for (const rsc of path.startsWith('/api/') ? [false] : [false, true]) {
      const headers: Record<string, string> = path.startsWith('/api/v1/') ? { authorization: `Bearer ${token}` } : {}
      if (rsc) headers.rsc = '1'
      const answer = await fetch(`${base}${path}?call=${slug}${rsc ? '&_rsc=1' : ''}`, { headers })
      said[`${path}${rsc ? ' as data' : ''}`] =
        `${answer.status}\n${readIn([slug, code].reduce(without, await answer.text()), rsc)}`
    }
  return said
}

/** The text of a page: its body without scripts; from React's data, each text and number, in any order. */
function readIn(text: string, rsc: boolean): string {
  if (rsc) {
    const parts = named(text)
      .replace(/^[0-9a-f]+:/gm, '')
      .match(/"(\\.|[^"\\])*"|\b\d+\b/g)!
    // A value with $ refers to another piece; nonces and ids of 16 bytes are random in each answer.
    return parts
      .filter((part) => !/^"(\$.*|[\w+/-]{22}(==)?)"$/.test(part))
      .sort()
      .join('\n')
  }
  const page = parse(text, { blockTextElements: { script: false, style: false } })
  // Each has the nonce of its answer.
  for (const script of page.querySelectorAll('script')) script.remove()
  return named((page.querySelector('main') ?? page.querySelector('body') ?? page).outerHTML)
}

test('before the release no public page and no answer of the API shows how many places are taken, even if the Call publishes everything', async ({
  baseURL,
}) => {
  const none = await aCallWith({ undecided: 9 })
  const decided = await aCallWith({ awarded: 6, waiting: 3 })
  const before = await publicOf(baseURL!, none)
  expect(before['/call/places']).toMatch(/^200\n.*Applications received/s)
  expect(JSON.parse(before['/api/v1/calls']!.slice(4)).items).toHaveLength(1)
  expect(await publicOf(baseURL!, decided)).toEqual(before)
  await decided.release()
  // The server hears of the release, and lets go of the pages that it has kept.
  await expect
    .poll(async () => {
      const after = await publicOf(baseURL!, decided)
      return Object.keys(after)
        .filter((path) => after[path] !== before[path])
        .sort()
    })
    .toEqual(['/', '/call', '/call/places'].flatMap((path) => [path, `${path} as data`]).sort())
})

test('before the release a webhook gets the same about every application, even a withdrawn one; one for internal decisions gets the decisions', async () => {
  const states: State[] = ['under-review', 'awarded', 'waiting-list', 'not-awarded']
  const { usual, internal } = await toldWebhooks()
  const { of } = await alikeIn(states)
  const { db } = await portal()
  const { withdrawApplication } = await import('@/lib/awarding/decision/withdraw')
  for (const state of states) await withdrawApplication(db, of(state).applicant, of(state).id)
  for (const state of states) expect(await usual(of(state)), state).toEqual(['submitted', 'withdrawn'])
  expect(await internal(of('awarded'))).toEqual(['submitted', 'nominated', 'awarded', 'withdrawn'])
})
