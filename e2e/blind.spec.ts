import { expect, test } from '@playwright/test'
import type { Person } from '@/lib/people/actor'
import { hashPassword } from '@/lib/people/password'
import { Recorder } from '@/lib/tools/testing/recorder'
import { fullReview } from '@/lib/tools/testing/reviewing'
import { PASSWORD } from './pages/account'
import { portal } from './pages/applicant'
import { NAMES, NEVER, type PlantedCall, plantedCall, TITLE } from './pages/planted'
import { everyAddress } from './pages/routes'

// The file store of the server under test.
process.env.FILES_DIR = '.data/e2e/files'

const COLUMNS =
  'name,title,track,institution,country,discipline,language,gender,status,submitted,letters,agreement,score'

/** A member of the planted Call, signed in without a browser. */
async function visitorOf(planted: PlantedCall, role: 'reviewer' | 'chief' | 'admin', baseURL: string) {
  const { aStaffMember } = await portal()
  const passwordHash = await hashPassword(PASSWORD)
  const person = await aStaffMember([{ role, callId: planted.call.id }], { name: `A ${role}`, passwordHash })
  const visitor = new Recorder(baseURL)
  const inside = await visitor.send(await visitor.open('/signin'), 'Sign in', {
    email: person.email,
    password: PASSWORD,
  })
  if (inside.html.querySelector('main form')?.text.includes('Sign in')) throw new Error('The sign-in was refused.')
  return { person, visitor }
}

/** Requests all of them, a few at once. */
async function ask(visitor: Recorder, paths: string[], headers: Record<string, string> = {}) {
  const waiting = [...paths]
  const next = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await visitor.fetch(path, { headers })
  }
  await Promise.all(Array.from({ length: 6 }, next))
}

/** Requests pages as HTML, and as React's data, which a browser requests on a click. */
async function lookAt(visitor: Recorder, paths: string[]) {
  await ask(visitor, paths)
  const asData = paths.map((path) => `${path}${path.includes('?') ? '&' : '?'}_rsc=1`)
  await ask(visitor, asData, { rsc: '1' })
}

const ofReview = ({ id, slug }: PlantedCall) => [
  '/review',
  '/work',
  '/notifications',
  `/applications?call=${slug}&columns=${COLUMNS}`,
  ...['', '/submit', '/conflict', '/decline'].map((end) => `/review/${id}${end}`),
]

/** Every address, every part of the application, and the list in two orders with all columns, as files too. */
async function lookEverywhere(visitor: Recorder, planted: PlantedCall) {
  const { id, slug, documents, requests } = planted
  const parts = ['answers', ...[...documents, ...requests].map((part) => part.id)]
  await lookAt(visitor, ofReview(planted))
  // What a browser prefetches.
  await ask(visitor, [`/review/${id}?_rsc=1`, '/review?_rsc=1'], { rsc: '1', 'next-router-prefetch': '1' })
  await ask(visitor, [
    ...everyAddress(planted),
    ...parts.map((part) => `/review/${id}?show=${part}`),
    ...['begun', 'in', 'to-do'].map((stage) => `/review?stage=${stage}`),
  ])
  for (const [sort, format] of [
    ['name', 'csv'],
    ['-score', 'xlsx'],
  ]) {
    const query = `call=${slug}&sort=${sort}&columns=${COLUMNS}`
    await ask(visitor, [`/applications?${query}`, `/applications?${query}&open=country`])
    const body = new URLSearchParams({ query, format: format! })
    expect((await visitor.fetch('/api/applications/export', { method: 'POST', body })).status).toBe(200)
  }
}

/** Declares, reads, scores without JavaScript (once with an error) and submits; meanwhile others write to them. */
async function review(visitor: Recorder, planted: PlantedCall, person: Person) {
  const { id } = planted
  await lookAt(visitor, ofReview(planted))
  await visitor.send(await visitor.open(`/review/${id}`), 'I have no conflict of interest', {})
  await lookEverywhere(visitor, planted)
  await visitor.send(await visitor.open(`/review/${id}`), 'Check and submit', {})
  const answers = fullReview(planted.call, 7) as Record<string, string>
  const body = JSON.stringify({ answers, version: 99, writer: 'another-page', seq: 1 })
  const headers = { 'content-type': 'application/json' }
  await visitor.fetch(`/api/reviews/${id}`, { method: 'PUT', headers, body })
  const check = await visitor.send(await visitor.open(`/review/${id}`), 'Check and submit', answers)
  await visitor.send(check, 'Submit', {})
  const after = await visitor.open(`/review/${id}`)
  await visitor.send(after, 'Add the comment', { text: 'I was less sure of the host.' })
  await lookAt(visitor, ofReview(planted))
  await beWrittenTo(planted, person)
  await lookAt(visitor, ofReview(planted))
  await readMails(visitor, person)
}

/** The mails to reviewers: the request, a colleague's comment, and another request. */
async function beWrittenTo({ call, id, slug }: PlantedCall, person: Person) {
  const { db, findCall, aStaffMember, assignTo } = await portal()
  const { handIn } = await import('@/lib/tools/testing/reviewing')
  const { addComment } = await import('@/lib/selecting/review/discussion')
  const { reopenReview } = await import('@/lib/selecting/review/reopen')
  const { tellAssigned } = await import('@/lib/selecting/assignment/tell')
  const { loadReviewing } = await import('@/lib/selecting/review/load')
  const colleague = await aStaffMember([{ role: 'reviewer', callId: call.id }], { name: 'Colleague' })
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }], { name: 'Chief' })
  await assignTo(colleague, id)
  await handIn((await findCall(db, slug))!, colleague, id, 7)
  await addComment(db, colleague, id, crypto.randomUUID(), 'Look at page 3.')
  const { assignment } = await loadReviewing(db, person, id, 'review')
  await reopenReview(db, chief, id, assignment.id, 'Look once more.')
  await tellAssigned(db, call, new Map([[person.id, 1]]))
}

async function readMails(visitor: Recorder, { email }: Person) {
  const { html } = await visitor.open(`/mailbox?to=${encodeURIComponent(email)}`)
  const links = html.querySelectorAll('main ul a').map((link) => link.getAttribute('href')!)
  expect(links).toHaveLength(3)
  for (const link of links) await visitor.open(link)
}

test('a reviewer of a blind Call never gets a name, a contact or a file of the applicant, at any address', async ({
  baseURL,
}) => {
  const planted = await plantedCall(true)
  const { id, number, second, applicant, documents, requests } = planted
  const { assignTo } = await portal()
  const { person, visitor } = await visitorOf(planted, 'reviewer', baseURL!)
  await assignTo(person, id, false)
  await assignTo(person, second.id)
  await review(visitor, planted, person)
  expect(visitor.found([...NEVER, ...NAMES, applicant.email, second.applicant.email, 'Aaa First'])).toEqual({})
  // They did see the application, and not nothing.
  expect(missed(visitor, ['About radar and soil', '[withheld]', TITLE, number])).toEqual([])
  expect(visitor.answers.filter(({ status }) => status >= 500)).toEqual([])
  for (const path of [
    ...documents.map((document) => `/api/documents/${document.id}`),
    ...requests.map((request) => `/api/letters/${request.id}`),
  ])
    expect((await visitor.fetch(path)).status, path).toBe(404)

  // Neither a search nor an order reveals what the page hides.
  expect(await listed(visitor, planted, `q=${TITLE}`)).toEqual([number])
  for (const query of searches) expect(await listed(visitor, planted, query), query).toEqual([])
  expect(await listed(visitor, planted, 'sort=name')).toEqual(await listed(visitor, planted, 'sort=-name'))
})

function missed(visitor: Recorder, words: string[]): string[] {
  const found = visitor.found(words)
  return words.filter((word) => !Object.hasOwn(found, word))
}

/** One search for any of the planted words. */
const any = (keyword: string) => NAMES.map((word) => `${keyword}"${word}"`).join(' or ')
const searches = [any(''), any('name:'), any('title:'), '-name:Zyxwanda'].map(
  (typed) => `q=${encodeURIComponent(typed)}`,
)

async function listed(visitor: Recorder, { slug }: PlantedCall, query: string) {
  const { html } = await visitor.open(`/applications?call=${slug}&${query}`)
  return html.querySelectorAll('main table tbody tr').map((row) => row.text.match(/[A-Z]+-\d{4}-[PM]-\d+/)![0])
}

test('the same tour finds the planted words where the Call shows names, and all of them as staff', async ({
  baseURL,
}) => {
  const planted = await plantedCall(false)
  const { id, number, applicant, documents, requests } = planted
  const { assignTo } = await portal()
  const { person, visitor } = await visitorOf(planted, 'reviewer', baseURL!)
  await assignTo(person, id, false)
  await lookAt(visitor, ofReview(planted))
  expect(visitor.found([...NEVER, ...NAMES])).toEqual({})
  await review(visitor, planted, person)
  expect(missed(visitor, NAMES)).toEqual([])
  expect(visitor.found([...NEVER, applicant.email, 'Qophelani Zyxwanda proposal.pdf'])).toEqual({})

  const staff = await visitorOf(planted, 'admin', baseURL!)
  await ask(staff.visitor, [
    ...['', '/letters', '/check'].map((end) => `/applications/${id}${end}`),
    ...documents.map((document) => `/api/documents/${document.id}`),
    ...requests.map((request) => `/api/letters/${request.id}`),
  ])
  const contact = ['Ulundibrae Road', '7700991', 'XQ5551212', 'Vwxkontakt', 'qophlatin', '17 November 1987']
  expect(missed(staff.visitor, [...NAMES, ...contact, 'Qophelani Zyxwanda proposal.pdf'])).toEqual([])
  for (const query of searches.slice(0, 2)) expect(await listed(staff.visitor, planted, query), query).toContain(number)
})
