import { readdirSync } from 'node:fs'
import { expect } from '@playwright/test'
import { cookieOf, database, portal } from './pages/applicant'
import { aScene } from './pages/cast'
import { prepared } from './pages/handlers'
import { test } from './pages/own-portal'
import { alikeIn } from './pages/results'
import type { Statements } from './pages/statements'

/** The most that a page may ask of the database: each statement is a way there and back. */
const MOST = 5

const PAGES = readdirSync('app', { recursive: true })
  .map((file) => `/${String(file)}`)
  .filter((file) => file.endsWith('/page.tsx'))
  .map((file) => file.replace(/\/page\.tsx$/, '').replace(/\/\([^)]*\)/g, '') || '/')

/** A page, the address at which somebody sees it, and their cookie. */
type Visit = [page: string, path: string, cookie: string]

test('a page asks at most five statements of the database, however many applications there are', async ({
  baseURL,
  statements,
}) => {
  test.setTimeout(180_000)
  const { db } = await portal()
  const { fillCall } = await import('@/lib/tools/fill')
  await fillCall(db, '2021', { applications: 300, reviewers: 20, seed: 1, add: true })
  const visits = [...(await beforeResults()), ...(await afterResults())]
  const counts: string[] = []
  const notShown: string[] = []
  const tooMany: Record<string, string[]> = {}
  for (const [page, path, cookie] of visits) {
    const { status, asked } = await statementsOf(`${baseURL}${path}`, cookie, statements)
    if (status !== 200) notShown.push(`${status} ${path}`)
    counts.push(`${String(asked.length).padStart(3)}  ${page}`)
    if (asked.length > MOST) tooMany[page] = asked.map((text) => text.replace(/\s+/g, ' ').slice(0, 150))
  }
  console.log(['Statements a page:', ...counts.sort()].join('\n'))
  expect.soft(notShown).toEqual([])
  expect(tooMany).toEqual({})
  const seen = new Set(visits.map(([page]) => page))
  expect(PAGES.filter((page) => !seen.has(page)).sort()).toEqual(UNSEEN)
})

/** These need what only a journey makes: a sign-in between its two steps, codes shown once, an unpublished Call. */
const UNSEEN = [
  '/account/tokens/end',
  '/account/two-factor/codes',
  '/admin/calls/[slug]/publish',
  '/admin/deadlines/confirm',
  '/apply/[id]/submitted',
  '/committee/assignment/[run]',
  '/decisions/scenarios/[id]',
  // A part of other pages.
  '/frame',
  '/signin/code',
].sort()

async function statementsOf(address: string, cookie: string, statements: Statements) {
  // At an address of its own no public page is kept, so that each statement is of this request.
  const url = `${address}${address.includes('?') ? '&' : '?'}own=1`
  const ask = () => fetch(url, { headers: { cookie }, redirect: 'manual' })
  // Once, to fill the portal's caches.
  await (await ask()).arrayBuffer()
  statements.taken()
  const answer = await ask()
  await answer.arrayBuffer()
  return { status: answer.status, asked: statements.taken() }
}

/** Every page while the applications of the Call are reviewed. */
async function beforeResults(): Promise<Visit[]> {
  const scene = await prepared(await aScene('ustc', 'ynao'))
  const { db } = await portal()
  const { addWebhook } = await import('@/lib/running/webhook/manage')
  const admin = scene.cast.admin.person!
  const url = 'https://hook.example/told'
  await addWebhook(db, admin, { url, call: '', states: ['submitted'], internal: false })
  const sql = database()
  const member = scene.cast['other reviewer'].person!.id
  const [draft] = await sql`select id, person_id from applications where state = 'draft' order by id limit 1`
  // Somebody whose authenticator an admin may reset, and a list that is still open.
  await sql`insert into authenticators (person_id, secret, confirmed_at) values (${member}, 'x', now())`
  const [list] = await sql`
    select institution, track from applications a where call_id = ${scene.callId} and institution is not null
      and not exists (select from nomination_lists l where l.call_id = a.call_id and l.institution = a.institution
        and l.track = a.track and l.handed_in_at is not null)
    group by institution, track order by count(*) desc limit 1`
  const [role] = await sql`select id from roles where person_id = ${member}`
  const [webhook] = await sql`select id from webhooks limit 1`
  await sql.end()
  const drafts = await cookieOf({ ...scene.cast.owner.person!, id: draft!.person_id })
  const open = scene.cast
  return PAGES.filter((page) => !UNSEEN.includes(page) && !/offer/.test(page)).map((page): Visit => {
    const at = (values: Record<string, string>, more = '') =>
      page.replace(/\[(\w+)\]/g, (_, name) => values[name] ?? OTHERS[name] ?? scene.id) + more
    if (page === '/apply/[id]/[section]') return [page, at({ id: draft!.id }), drafts]
    if (page.startsWith('/apply')) return [page, at({}), open.owner.cookie]
    if (page.startsWith('/review')) return [page, at({}), open.reviewer.cookie]
    if (page === '/admin/acting/[id]') return [page, at({ id: draft!.id }), open.admin.cookie]
    if (page.startsWith('/committee')) return [page, at({}), open.chief.cookie]
    if (page.startsWith('/r/')) return [page, at({ token: scene.link }), '']
    if (page === '/applications/[id]/reviews/reopen')
      return [page, at({}, `?assignment=${scene.assignments.done}`), open.chief.cookie]
    if (page === '/nominations/[institution]/[track]/hand-in') return [page, at(list!), open.admin.cookie]
    if (PUBLIC.test(page)) return [page, at({}), '']
    if (page.startsWith('/admin/people/[id]'))
      return [page, at({ id: member }, `?role=${role!.id}&call=2021`), open.admin.cookie]
    if (page.startsWith('/admin/webhooks/[id]')) return [page, at({ id: webhook!.id }), open.admin.cookie]
    if (page === '/mailbox/[id]') return [page, at({ id: scene.message }), open.admin.cookie]
    if (page === '/decisions/confirm')
      return [page, at({}, `?call=2021&track=phd&what=award&id=${scene.id}`), open.admin.cookie]
    if (page.startsWith('/account')) return [page, at({}), open.admin.cookie]
    return [page, at({}, '?call=2021&track=phd'), open.admin.cookie]
  })
}

const OTHERS: Record<string, string> = {
  slug: '2021',
  part: 'texts',
  institution: 'ustc',
  track: 'phd',
  section: 'personal',
  code: 'AAAAA-AAAAA-AAAAA-AAAAA',
  template: 'reset-password',
  answer: 'accept',
}
const PUBLIC = /^\/($|call|eligible|faq|institutions|register|signin|forgot|reset|verify|invitation)/

/** The pages of a result and of an offer. */
async function afterResults(): Promise<Visit[]> {
  const { db } = await portal()
  const { releaseResults } = await import('@/lib/awarding/decision/release')
  const { call, admin, of } = await alikeIn(['awarded', 'waiting-list', 'not-awarded'])
  await releaseResults(db, admin, call)
  const { id, applicant } = of('awarded')
  const [student, staff] = [await cookieOf(applicant), await cookieOf(admin)]
  const where = `?call=${call.slug}&track=phd`
  return [
    ['/apply/[id] (a result)', `/apply/${id}`, student],
    ['/apply/[id]/offer', `/apply/${id}/offer`, student],
    ['/apply/[id]/offer/[answer]', `/apply/${id}/offer/accept`, student],
    ['/applications/[id]/offer', `/applications/${id}/offer`, staff],
    ['/decisions (released)', `/decisions${where}`, staff],
    ['/decisions/waiting (released)', `/decisions/waiting${where}`, staff],
    ['/tracker (released)', `/tracker${where}`, staff],
  ]
}
