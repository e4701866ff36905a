import { readdirSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { State } from '@/lib/lifecycle/application'
import { cookieOf, portal } from './pages/applicant'
import { alikeIn } from './pages/results'

/** All that an applicant can request about their application: as pages, as React's data, as files. */
const PATHS = readdirSync('app', { recursive: true })
  .map((file) => `/${String(file)}`)
  .filter((file) =>
    /^\/(apply|account|notifications|api\/(applications|account))\b.*\/(page\.tsx|route\.ts)$/.test(file),
  )
  .map((file) => file.replace(/\/(page\.tsx|route\.ts)$/, ''))
  // The submission as PDF: made in the background, and random inside.
  .filter((path) => !/(pdf|dossier)$/.test(path))
  .flatMap((path) =>
    path.includes('[answer]') ? ['accept', 'decline'].map((one) => path.replace('[answer]', one)) : path,
  )
  .map((path) => path.replace('[section]', 'personal').replace('[key]', 'personal'))

type Asker = { id: string; applicant: Parameters<typeof cookieOf>[0] }

/** The text of all answers, by request. */
async function answersTo(baseURL: string, { id, applicant }: Asker) {
  const cookie = await cookieOf(applicant)
  const answers: Record<string, Record<string, number>> = {}
  const forms = ['/api/account/data'].map((path) => ({ path, method: 'POST', data: false }))
  const asked = PATHS.flatMap((path) => [false, true].map((data) => ({ path, method: 'GET', data })))
  for (const { path, method, data } of [...asked, ...forms]) {
    const url = `${baseURL}${path.replace('[id]', id)}${data ? '?_rsc=1' : ''}`
    const headers = { cookie, ...(data ? { rsc: '1' } : {}) }
    const response = await fetch(url, { method, headers, redirect: data ? 'follow' : 'manual' })
    const text = `${response.headers.get('location')} ${await response.text()}`
    answers[`${method} ${path}${data ? ' as data' : ''}`] = { [response.status]: 1, ...tellingWords(text) }
  }
  return answers
}

/** Words that could reveal a decision. Other words are random: addresses, ids, the names of pieces. */
const TELLING = /award|nominat|waiting|decid|offer|result|place|review|score|rank|erase|kept|withdraw|congrat|sorry/gi

/** How often each occurs. */
function tellingWords(text: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of text.toLowerCase().match(TELLING) ?? []) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

test('before the release every answer to an applicant is the same, whatever the decision', async ({ baseURL }) => {
  const { of } = await alikeIn(['under-review', 'nominated', 'not-nominated', 'awarded', 'waiting-list', 'not-awarded'])
  const before = await answersTo(baseURL!, of('under-review'))
  expect(Object.keys(before).length).toBeGreaterThan(30)
  for (const state of ['nominated', 'not-nominated', 'awarded', 'waiting-list', 'not-awarded'] as State[])
    expect(await answersTo(baseURL!, of(state)), state).toEqual(before)
})

test('after the release nothing shows whether an unsuccessful applicant had been nominated', async ({ baseURL }) => {
  const { call, admin, of } = await alikeIn(['not-nominated', 'not-awarded'])
  const { db } = await portal()
  const { releaseResults } = await import('@/lib/awarding/decision/release')
  await releaseResults(db, admin, call)
  const first = await answersTo(baseURL!, of('not-awarded'))
  expect(first['GET /apply/[id]']).toMatchObject({ sorry: expect.any(Number) })
  expect(await answersTo(baseURL!, of('not-nominated'))).toEqual(first)
})
