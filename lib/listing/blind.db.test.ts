import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { db } from '@/db/client'
import { type Call, findCall, publishCall } from '@/lib/call/queries'
import type { AllAnswers } from '@/lib/form/definition'
import type { Person } from '@/lib/people/actor'
import { phdAnswers } from '@/lib/testing/answers'
import { inHours } from '@/lib/testing/deadlines'
import { anUnderReview } from '@/lib/testing/reviewing'
import { aStaffMember } from '@/lib/testing/staff'
import { exportList } from './export'
import { loadList } from './load'
import { countMatching, listPage } from './queries'

/** Titles, keywords and abstracts may name their author. Where a Call is reviewed blind no list tells it to a reviewer. */

const answers: AllAnswers = {
  personal: { ...phdAnswers.personal, givenNames: 'Zyxwanda', familyName: 'Qophelani' },
  passport: { ...phdAnswers.passport, latinName: 'QOPHELANI ZYXWANDA' },
  research: {
    ...phdAnswers.research,
    title: 'Soil moisture by the method of Qophelani',
    abstract: `I, Zyxwanda Qophelani, measure it by radar. ${'About radar and soil. '.repeat(12)}`,
  },
}

async function aPlanted(slug: string, blind: boolean) {
  const review = { ...call2021.review, blind }
  const dates = { opensAt: inHours(-999).toISOString(), closesAt: inHours(99).toISOString() }
  await publishCall(db, { ...call2021, slug, code: slug.toUpperCase(), ...dates, review })
  const call: Call = (await findCall(db, slug))!
  const { people } = await anUnderReview(call, 1, { name: 'Zyxwanda Qophelani', answers })
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  return { call, reviewer: people[0]!, chief }
}

let blind: Awaited<ReturnType<typeof aPlanted>>
let named: Awaited<ReturnType<typeof aPlanted>>
beforeAll(async () => {
  ;[blind, named] = [await aPlanted('list-blind', true), await aPlanted('list-named', false)]
})

async function answersTo(person: Person, call: Call, q = '') {
  const { eyes, view } = (await loadList(db, person, { call: call.slug, q, columns: 'name,title' }))!
  const { rows } = await listPage(db, eyes, view)
  const { total } = await countMatching(db, eyes, view.search.query)
  return { titles: rows.map(({ title }) => title), total, csv: await text(await exportList(db, eyes, view, 'csv')) }
}

test('a reviewer reads the title without the name, in the list and in an export', async () => {
  const { titles, csv } = await answersTo(blind.reviewer, blind.call)
  expect(titles).toEqual(['Soil moisture by the method of [withheld]'])
  expect(csv).toContain('[withheld]')
  expect(csv).not.toMatch(/qophelani|zyxwanda/i)
  for (const { call, reviewer } of [{ ...blind, reviewer: blind.chief }, named])
    expect((await answersTo(reviewer, call)).titles).toEqual(['Soil moisture by the method of Qophelani'])
})

test('no search finds by a name that is not shown, and all others still do', async () => {
  const totalOf = async (q: string) => (await answersTo(blind.reviewer, blind.call, q)).total
  for (const q of ['qophelani', 'qoph', 'title:qophelani', '"of Qophelani"', 'zyxwanda', 'name:qophelani'])
    expect(await totalOf(q), q).toBe(0)
  for (const q of ['', 'soil', 'moist', 'title:"soil moisture"', 'radar', 'about rad', 'soil -qophelani'])
    expect(await totalOf(q), q).toBe(1)
  for (const q of ['-soil', 'title:radar', '"moisture soil"']) expect(await totalOf(q), q).toBe(0)
  for (const { call, reviewer } of [{ ...blind, reviewer: blind.chief }, named])
    for (const q of ['qophelani', 'title:qoph', 'soil', 'radar'])
      expect((await answersTo(reviewer, call, q)).total, q).toBe(1)
})
