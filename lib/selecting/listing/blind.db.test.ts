import { beforeAll, expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { inHours } from '@/lib/tools/testing/deadlines'
import { anUnderReview } from '@/lib/tools/testing/reviewing'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { exportRows } from './export'
import { audienceOf, listPage } from './queries'
import { viewOf } from './view'
import { visibilityOf } from './visibility'

let call: Call
let reviewer: Person
let admin: Person
let id: string
const research = {
  ...phdAnswers.research,
  title: 'Lysimeters by the method of Qophelani',
  abstract: `I, Zyxwanda Qophelani, with radar. ${'About radar and soil. '.repeat(12)}`,
}

beforeAll(async () => {
  const dates = { opensAt: inHours(-999).toISOString(), closesAt: inHours(99).toISOString() }
  const review = { ...call2021.review, blind: true }
  await publishCall(db, { ...call2021, slug: 'blindlist', code: 'BLINDLIST', ...dates, review })
  call = (await findCall(db, 'blindlist'))!
  const application = await anUnderReview(call, 1, { name: 'Zyxwanda Qophelani', answers: { research } })
  id = application.id
  ;[reviewer] = application.people
  admin = await aStaffMember([{ role: 'admin', callId: call.id }])
})

async function titlesFor(person: Person, q: string) {
  const visibility = visibilityOf(person, call)
  const { rows } = await listPage(db, visibility, viewOf({ q }, audienceOf(visibility)))
  return rows.map(({ title }) => title)
}

test('a reviewer of a blind Call reads a title without a name, on the page and in a file', async () => {
  expect(await titlesFor(reviewer, '')).toEqual(['Lysimeters by the method of [withheld]'])
  expect(await titlesFor(admin, '')).toEqual([research.title])
  const visibility = visibilityOf(reviewer, call)
  const view = viewOf({ columns: 'title' }, audienceOf(visibility))
  for await (const rows of exportRows(db, visibility, view, [id]))
    expect(rows.map(([, title]) => title)).toEqual(['Lysimeters by the method of [withheld]'])
})

test('reviewers cannot search for a name inside a text; staff can, and both find the rest', async () => {
  for (const q of ['Qophelani', '"method of Qophelani"', 'title:Qophelani', 'Zyxwanda', 'qophe', '"I, Zyxwanda"'])
    expect(await titlesFor(reviewer, q), q).toEqual([])
  for (const q of ['Qophelani', '"method of Qophelani"', 'Zyxwanda', '"I, Zyxwanda"', 'name:Zyxwanda'])
    expect(await titlesFor(admin, q), q).toHaveLength(1)
  for (const q of ['lysimeters', 'title:method', 'radar', '-Qophelani'])
    for (const person of [reviewer, admin])
      expect(await titlesFor(person, q), q).toHaveLength(q === '-Qophelani' && person === admin ? 0 : 1)
})
