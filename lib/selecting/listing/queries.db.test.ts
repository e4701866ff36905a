import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, eligibilityChecks, referenceRequests } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aListed } from '@/lib/tools/testing/listing'
import { several } from '@/lib/tools/testing/several'
import { aStaffMember, assignTo, handInReview } from '@/lib/tools/testing/staff'
import { SORTS } from './columns'
import { COUNTED, countMatching, EASY } from './counts'
import type { Facet } from './panels'
import { audienceOf, listPage, listPageOfMany, matchingIds, rowsOf } from './queries'
import { A_PAGE, viewOf } from './view'
import { type Visibility, visibilityOf } from './visibility'

let call: Call
let admin: Person
let reviewer: Person

const DATA = [
  { name: 'Amina Okafor', title: 'Soil carbon in the savanna', country: 'NG', score: 3.5, reviewsIn: 1 },
  { name: 'Li Wei 李伟', title: 'Water', country: 'PK', track: 'masters', institution: 'ustc', abstract: 'carbon' },
  { name: 'José García', title: 'Deep soil', country: 'PE', state: 'under-review', score: 8, reviewsIn: 3 },
  { name: 'Noor Khan', title: 'Carbon soil', country: 'PK', state: 'under-review', gender: 'male', score: 5 },
  { name: 'Zoë Twin', title: 'Ice', country: 'ET', state: 'ineligible', passportKey: 'same', language: 'chinese' },
  { name: 'Zoe Twin', title: 'Snow', country: 'ET', passportKey: 'same', programme: 'p' },
] as const

beforeAll(async () => {
  call = await aCall(48)
  admin = await aStaffMember([{ role: 'admin', callId: null }])
  reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  const [discipline] = call.definition.programmes
  const [amina, liWei, jose, noor] = await several(DATA.length, (n) => {
    const data = DATA[n]!
    return aListed(call, n + 1, { ...data, ...('programme' in data ? { programme: discipline!.key } : {}) })
  })
  const asked = { name: 'Somebody', institution: 'x', email: 'a@example.org', mailbox: 'a@example.org' }
  await db.insert(referenceRequests).values([
    { ...asked, applicationId: amina, kind: 'referee', state: 'named' },
    { ...asked, applicationId: liWei, kind: 'supervisor', state: 'named' },
  ])
  const judged = { item: 'degree', verdict: 'unclear' as const, personId: admin.id, personName: 'Admin' }
  await db.insert(eligibilityChecks).values({ ...judged, applicationId: noor } as never)
  await assignTo(reviewer, jose)
  await handInReview(await assignTo(reviewer, noor))
})

const visibility = (person: Person): Visibility => visibilityOf(person, call)
const view = (person: Person, given: Record<string, string>) => viewOf(given, audienceOf(visibility(person)))

/** The digits of the numbers that a search finds. */
async function found(q: string, person = admin, sort = 'number'): Promise<number[]> {
  const { rows } = await listPage(db, visibility(person), view(person, { q, sort }))
  return rows.map(({ number }) => Number(number.split('-').at(-1)))
}

test.each([
  ['', [1, 2, 3, 4, 5, 6]],
  ['soil', [1, 3, 4]],
  ['"soil carbon"', [1]],
  ['carb', [1, 2, 4]],
  ['carbon soil', [1, 4]],
  ['carbon 4 soil', [4]],
  ['soil carbon -"soil carbon"', [4]],
  ['title:carbon', [1, 4]],
  ['name:garcia', [3]],
  ['name:okaf', [1]],
  ['李伟', [2]],
  ['track:masters', [2]],
  ['track:phd,masters', [1, 2, 3, 4, 5, 6]],
  ['institution:ustc', [2]],
  ['host:ustc', [2]],
  ['country:Pakistan', [2, 4]],
  ['country:pk or country:pe', [2, 3, 4]],
  ['-country:PK soil', [1, 3]],
  ['status:"under review"', [3, 4]],
  ['-status:submitted', [3, 4, 5]],
  ['language:chinese', [5]],
  ['gender:male', [4]],
  ['-gender:male soil', [1, 3]],
  ['number:3', [3]],
  ['score:>4', [3, 4]],
  ['score:3..5', [1, 4]],
  ['-score:>4', [1, 2, 5, 6]],
  ['reviews:<2 status:under-review', [4]],
  ['missing:letter', [1]],
  ['missing:agreement', [2]],
  ['missing:letter,agreement', [1, 2]],
  ['-missing:review', [3]],
  ['check:unclear', [4]],
  ['duplicate:yes', [5, 6]],
  ['duplicate:no soil', [1, 3, 4]],
  ['review:mine', []],
  ['(soil or ice) -name:khan', [1, 3, 5]],
  ['country:Atlantis', []],
  ["') or 1=1; --", []],
])('an admin’s search %s finds %j', async (q, expected) => {
  expect((await found(q)).sort()).toEqual(expected)
  const { query } = view(admin, { q }).search
  const counted = await countMatching(db, visibility(admin), query)
  expect(counted.total).toBe(expected.length)
})

test('an admin finds applications by the name of their discipline', async () => {
  const [discipline] = call.definition.programmes
  expect(await found(`discipline:"${discipline!.name}"`)).toEqual([6])
})

test('a reviewer finds their own applications, and scores where their review is in', async () => {
  expect(await found('', reviewer)).toEqual([3, 4])
  expect(await found('review:todo', reviewer)).toEqual([3])
  expect(await found('review:done', reviewer)).toEqual([4])
  expect(await found('score:>1', reviewer)).toEqual([4])
  expect(await found('-score:>6', reviewer)).toEqual([4])
  expect(await found('gender:female', reviewer)).toEqual([])
  expect(await found('-gender:female', reviewer)).toEqual([])
})

test('a person who sorts the list finds every row once, empty values last, in both directions', async () => {
  for (const sort of SORTS) {
    for (const given of [sort, `-${sort}`]) expect((await found('', admin, given)).sort()).toEqual([1, 2, 3, 4, 5, 6])
  }
  expect(await found('', admin, 'score')).toEqual([1, 4, 3, 2, 5, 6])
  expect(await found('', admin, '-score')).toEqual([3, 4, 1, 2, 5, 6])
  expect(await found('', admin, '-number')).toEqual([6, 5, 4, 3, 1, 2])
  expect(await found('', admin, 'name')).toEqual([1, 3, 2, 4, 6, 5])
  expect(await found('', admin, 'track')).toEqual([1, 3, 4, 5, 6, 2])
  // Ethiopia, Nigeria, Pakistan, Peru: by name and not by key.
  expect(await found('', admin, 'country')).toEqual([5, 6, 1, 2, 4, 3])
  const phrases = '"carbon soil" or "soil carbon" or "deep soil"'
  expect(await found(phrases, admin, '-score')).toEqual([3, 4, 1])
  expect(await found(phrases, admin, 'name')).toEqual([1, 3, 4])
})

test('facets count what the search finds', async () => {
  const of = (facet: Facet | null) =>
    countMatching(db, visibility(admin), view(admin, { q: 'soil' }).search.query, { facet })
  expect(await of(null)).toEqual({ total: 3, more: false, values: [], saved: 0 })
  const { total, more, values } = await of('country')
  expect({ total, more }).toEqual({ total: 3, more: false })
  expect(values).toEqual([
    { value: 'NG', count: 1 },
    { value: 'PE', count: 1 },
    { value: 'PK', count: 1 },
  ])
  expect((await of('status')).values).toEqual([
    { value: 'under-review', count: 2 },
    { value: 'submitted', count: 1 },
  ])
  expect((await of('track')).values).toEqual([{ value: 'phd', count: 3 }])
  expect((await of('institution')).values).toEqual([{ value: 'ucas', count: 3 }])
})

test('pages hold each row once, and say whether there are more', async () => {
  const many = await aCall(48)
  for (let n = 1; n <= A_PAGE + 3; n++) await aListed(many, n, { country: n % 2 ? 'NG' : 'PK' })
  const all = visibilityOf(admin, many)
  const seen: string[] = []
  for (const page of [1, 2, 3]) {
    const { rows, more } = await listPage(db, all, viewOf({ page: String(page), sort: 'country' }, audienceOf(all)))
    expect(more).toBe(page === 1)
    expect(rows.length).toBe([A_PAGE, 3, 0][page - 1])
    seen.push(...rows.map(({ id }) => id))
  }
  expect(new Set(seen).size).toBe(A_PAGE + 3)
  const ids = await matchingIds(db, all, viewOf({ sort: 'country' }, audienceOf(all)), 1000)
  expect(ids).toEqual(seen)
  expect((await rowsOf(db, all, { columns: [] }, ids.slice(0, 5))).map(({ id }) => id)).toEqual(ids.slice(0, 5))
})

test('a list sorted by names is the same from value to value as sorted at once, in both directions', async () => {
  const many = await aCall(48)
  const institutions = many.definition.institutions.slice(0, 3).map(({ key }) => key)
  const countries = ['NG', 'PE', 'AT', 'unheard-of']
  for (let n = 1; n <= A_PAGE + 20; n++)
    await aListed(many, n, { country: countries[n % 4], institution: institutions[(n * 7) % 3] })
  const all = visibilityOf(admin, many)
  for (const sort of ['institution', 'country', 'track'] as const) {
    for (const [descending, page, q] of [
      [false, 1, ''],
      [true, 1, ''],
      [false, 2, ''],
      [true, 1, '-country:AT'],
    ] as const) {
      const given = { sort: descending ? `-${sort}` : sort, page: String(page), q }
      const asked = viewOf(given, audienceOf(all))
      const sorted = await listPage(db, all, asked)
      const walked = await listPageOfMany(db, all, asked)
      expect(walked, JSON.stringify(given)).toEqual(sorted)
      expect(sorted.rows.length).toBe(page === 1 ? A_PAGE : 20)
    }
  }
})

test('counting stops early only for a person who reads very many, and continues on request', async () => {
  const many = await aCall(48)
  await db.execute(sql`
    with made as (select n, gen_random_uuid() as person from generate_series(1, ${EASY + 20}::int) n),
    persons as (insert into people (id, email, name) select person, person || '@example.org', 'Many' from made)
    insert into applications (call_id, person_id, track, institution, number, state, submitted_at, country)
    select ${many.id}, person, 'phd', case when n % 9 = 0 then 'ucas' else 'ustc' end,
      'MANY-' || ${many.id}::text || n, 'submitted', now(), 'NG' from made`)
  const officer = await aStaffMember([{ role: 'officer', callId: many.id, institution: 'ucas' }])
  const counted = (person: Person, facet: Facet | null, all?: boolean) =>
    countMatching(db, visibilityOf(person, many), null, { all, facet })
  const sum = (values: { count: number }[]) => values.reduce((total, { count }) => total + count, 0)
  const quick = { total: COUNTED, more: true }
  expect(await counted(admin, null)).toMatchObject(quick)
  expect(await counted(admin, 'country')).toMatchObject({ ...quick, values: [{ value: 'NG', count: COUNTED }] })
  expect(sum((await counted(admin, 'institution')).values)).toBe(COUNTED)
  const whole = { total: EASY + 20, more: false }
  expect(await counted(admin, null, true)).toMatchObject(whole)
  const institutions = await counted(admin, 'institution', true)
  expect(institutions).toMatchObject(whole)
  expect(sum(institutions.values)).toBe(EASY + 20)
  const own = { total: Math.floor((EASY + 20) / 9), more: false }
  expect(await counted(officer, null)).toMatchObject(own)
  expect(await counted(officer, 'status')).toMatchObject({ ...own, values: [{ count: own.total }] })
})

test('a row shows the letters, the agreement and the reader’s own review', async () => {
  const columns = 'letters,agreement,mine'
  const { rows } = await listPage(db, visibility(admin), view(admin, { columns }))
  // The Master’s track’s code comes before the other's.
  const [liWei, amina] = rows
  expect(liWei).toMatchObject({ letters: { asked: 0, received: 0 }, agreement: 'named' })
  expect(amina).toMatchObject({ letters: { asked: 1, received: 0 }, agreement: null })
  const own = await listPage(db, visibility(reviewer), view(reviewer, { columns }))
  expect(own.rows.map(({ mine, score, letters }) => ({ mine, score, letters }))).toEqual([
    { mine: 'todo', score: null, letters: null },
    { mine: 'in', score: 5, letters: null },
  ])
})

test('the list finds nothing of applications in another Call', async () => {
  const other = await aCall(48)
  const id = await aListed(other, 1, { title: 'Soil elsewhere' })
  expect(await found('elsewhere')).toEqual([])
  expect(await rowsOf(db, visibility(admin), { columns: [] }, [id])).toEqual([])
  await db.update(applications).set({ title: null }).where(eq(applications.id, id))
})
