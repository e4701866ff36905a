import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { expect } from '@playwright/test'
import type { State } from '@/lib/lifecycle/application'
import { readPdf } from '@/lib/tools/testing/pdf-text'
import { database } from './pages/applicant'
import { cookieOf } from './pages/cast'
import { test } from './pages/own-portal'
import { type Applicant, alikeIn } from './pages/results'
import type { Statements } from './pages/statements'

/** All that an applicant can open, and the public pages of results. */
const PATHS = readdirSync('app', { recursive: true })
  .map((file) => `/${String(file)}`)
  .filter((file) =>
    /^\/(apply|account|notifications|dossiers|work|call|verify-letter|api\/(applications|session|tracker))\b.*\/(page\.tsx|route\.ts)$/.test(
      file,
    ),
  )
  .map((file) => file.replace(/\/(page\.tsx|route\.ts)$/, ''))
  .filter((path) => !/\[(call|institution|run)\]/.test(path))
  .map((path) => path.replace('[answer]', 'accept').replace('[section]', 'personal').replace('[key]', 'personal'))

type Answer = { status: number; leadsTo: string; size: number; statements: string[] }

/** What each answer shows from outside: its status and size, and how much work it was. */
async function answersTo(base: string, statements: Statements, { id, number, applicant }: Applicant) {
  const cookie = await cookieOf(applicant)
  const own = [id, number, applicant.id, applicant.email, cookie]
  const told = (text: string) => size(own.reduce((left, word) => left.replaceAll(word, ''), text))
  const answers: Record<string, Answer> = {}
  for (const path of PATHS)
    for (const rsc of [false, true]) {
      const url = `${base}${path.replace('[id]', id)}${rsc ? '?_rsc=1' : ''}`
      const redirect = rsc ? 'follow' : 'manual'
      const ask = () => fetch(url, { headers: { cookie, ...(rsc && { rsc: '1' }) }, redirect })
      // Once for what the portal keeps in mind or has made from then on.
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

/** How long a text is without what is made up anew for each answer: nonces, ids, the numbers of events and pieces. */
const size = (text: string) =>
  text
    .replace(/nonce="[^"]*"|"nonce":"[^"]*"/g, '')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, '')
    .replace(/"\d+\\?"/g, '')
    .replace(/^[0-9a-f]+:/gm, '').length

/** What the portal has told the applicant, and how often. */
async function toldTo({ applicant }: Applicant) {
  const sql = database()
  const rows = await sql`
    select (select count(*) from notifications where person_id = ${applicant.id}) as notifications,
      (select count(*) from messages where recipient = ${applicant.email}) as mails`
  await sql.end()
  return rows[0]
}

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
