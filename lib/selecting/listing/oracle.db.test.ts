import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db, type Executor } from '@/db/client'
import { applications, referenceRequests } from '@/db/schema'
import { vectorOf } from '@/lib/applying/application/search-words'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aListed } from '@/lib/tools/testing/listing'
import { aStaffMember, assignTo, conflictOf, handInReview } from '@/lib/tools/testing/staff'
import { SORTS } from './columns'
import { countMatching } from './counts'
import { exportRows } from './export'
import { rankedOf } from './order'
import { FACETS } from './panels'
import { answerList, audienceOf, listPage, listPageOfMany, matchingIds } from './queries'
import { viewOf } from './view'
import { visibilityOf } from './visibility'

/** Everything that a search can ask for; all of it is true of the hidden applications. */
const SEARCHES = [
  '',
  'zebra',
  'name:zebra',
  'title:zebra',
  'zeb',
  'track:masters',
  'institution:ustc',
  'institution:ucas',
  'country:FJ',
  'status:under-review',
  'language:chinese',
  'gender:male',
  'number:99',
  'score:>9',
  'reviews:>2',
  'missing:letter',
  'missing:agreement',
  'missing:review',
  'review:mine',
  'duplicate:yes',
  'check:unclear',
  '00099',
  'P-00098',
  'zebra@example.net',
  'ZB1234567',
].flatMap((search) => (search === '' ? [search] : [search, `-${search}`, `(${search} or title:lion)`]))

/** The list's complete answer to a person, as one value. */
async function answersTo(executor: Executor, person: Person, call: Call): Promise<unknown[]> {
  const visibility = visibilityOf(person, call)
  const audience = audienceOf(visibility)
  const all: unknown[] = []
  for (const q of SEARCHES) {
    const view = viewOf({ q }, audience)
    all.push([
      q,
      await answerList(executor, visibility, view),
      await Promise.all(
        [null, ...FACETS].map((facet) => countMatching(executor, visibility, view.search.query, { all: true, facet })),
      ),
    ])
  }
  for (const sort of SORTS) {
    for (const given of [sort, `-${sort}`]) {
      const columns = 'name,title,gender,letters,agreement,score,reviews,mine,status'
      const view = viewOf({ sort: given, columns }, audience)
      const exported: unknown[] = []
      const ids = await matchingIds(executor, visibility, view, 100)
      for await (const rows of exportRows(executor, visibility, view, ids)) exported.push(rows)
      all.push([
        given,
        ids,
        await listPage(executor, visibility, view),
        rankedOf(view, visibility) && (await listPageOfMany(executor, visibility, view)),
        exported,
      ])
    }
  }
  return all
}

/** Its answer after `change`, which is rolled back. */
async function answersAfter(person: Person, call: Call, change: (tx: Executor) => Promise<unknown>) {
  let answers: unknown[] = []
  const undone = new Error('undone')
  await db
    .transaction(async (tx) => {
      await change(tx)
      answers = await answersTo(tx, person, call)
      throw undone
    })
    .catch((error) => {
      if (error !== undone) throw error
    })
  return answers
}

let call: Call
let blind: Call
const ids: Record<string, string> = {}
const people: Record<string, Person> = {}

const hidden = {
  name: 'Zebra Hidden',
  title: 'Zebra',
  country: 'FJ',
  language: 'chinese',
  gender: 'male',
  passportKey: 'same',
  score: 9.9,
  reviewsIn: 3,
  state: 'under-review' as const,
}

beforeAll(async () => {
  call = await aCall(48)
  const { definition } = call
  blind = { ...call, definition: { ...definition, review: { ...definition.review, blind: true } } }
  ids.seen = await aListed(call, 1, { name: 'Lion Seen', title: 'Lion', state: 'under-review', passportKey: 'same' })
  ids.second = await aListed(call, 2, {
    name: 'Second Seen',
    title: 'Lioness',
    state: 'under-review',
    score: 5,
    passportKey: 'twin',
  })
  ids.elsewhere = await aListed(call, 99, { ...hidden, institution: 'ustc', track: 'masters' })
  // Each hidden application has its own double, so that none masks a leak of another.
  ids.conflicted = await aListed(call, 98, { ...hidden, passportKey: 'twin' })
  ids.draft = await aListed(call, 97, { ...hidden, state: 'draft', submittedAt: null, number: null })
  const officer = { role: 'officer' as const, callId: call.id, institution: 'ucas' }
  const reviewer = { role: 'reviewer' as const, callId: call.id }
  people.officer = await aStaffMember([officer])
  people.reviewer = await aStaffMember([reviewer])
  people.both = await aStaffMember([{ ...officer, institution: 'iop' }, reviewer])
  people.chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  people.admin = await aStaffMember([{ role: 'admin', callId: null }])
  for (const person of Object.values(people)) await conflictOf(person, ids.conflicted!)
  for (const who of ['reviewer', 'both']) {
    await assignTo(people[who]!, ids.seen!)
    await handInReview(await assignTo(people[who]!, ids.second!))
    await assignTo(people[who]!, ids.elsewhere!, false)
    await assignTo(people[who]!, ids.conflicted!)
  }
})

const hiddenFrom: Record<string, string[]> = {
  officer: ['elsewhere', 'conflicted', 'draft'],
  reviewer: ['elsewhere', 'conflicted', 'draft'],
  both: ['elsewhere', 'conflicted', 'draft'],
  chief: ['conflicted', 'draft'],
  admin: ['conflicted', 'draft'],
}

for (const [who, names] of Object.entries(hiddenFrom)) {
  test(`the list reveals nothing hidden to the ${who}: ${names.join(', ')}`, async () => {
    const person = people[who]!
    const before = await answersTo(db, person, call)
    for (const name of names) {
      const id = ids[name]!
      // It moves to no Call at all, as if it never existed.
      const other = await aCall(48)
      const without = await answersAfter(person, call, (tx) =>
        tx.update(applications).set({ callId: other.id }).where(eq(applications.id, id)),
      )
      expect(without, name).toEqual(before)
    }
  })
}

test('the admin does see the one of another institution, so that this test could fail', async () => {
  const before = await answersTo(db, people.admin!, call)
  const change = (tx: Executor) =>
    tx.update(applications).set({ country: 'PE' }).where(eq(applications.id, ids.elsewhere!))
  expect(await answersAfter(people.admin!, call, change)).not.toEqual(before)
})

for (const who of ['reviewer', 'both']) {
  test(`the list never shows the ${who} gender, letters or doubles of reviewed applications, nor scores before their own`, async () => {
    const before = await answersTo(db, people[who]!, call)
    const after = await answersAfter(people[who]!, call, async (tx) => {
      await tx
        .update(applications)
        .set({ gender: 'male', score: 9.9, reviewsIn: 3, passportKey: 'other', personKey: 'other' })
        .where(eq(applications.id, ids.seen!))
      const asked = { name: 'Somebody', institution: 'x', email: 'a@example.org', mailbox: 'a@example.org' }
      await tx.insert(referenceRequests).values([
        { ...asked, applicationId: ids.seen!, kind: 'referee', state: 'named' },
        { ...asked, applicationId: ids.second!, kind: 'supervisor', state: 'named' },
      ])
    })
    expect(after).toEqual(before)
    // Their own review is in, so the score appears.
    const change = (tx: Executor) => tx.update(applications).set({ score: 1 }).where(eq(applications.id, ids.second!))
    expect(await answersAfter(people[who]!, call, change)).not.toEqual(before)
  })

  test(`the list of a blind Call shows the ${who} no name`, async () => {
    const rename = (tx: Executor) =>
      tx
        .update(applications)
        .set({
          applicantName: 'Zz Zebra',
          search: vectorOf([
            { text: 'Zz Zebra', weight: 'A' },
            { text: 'Lion', weight: 'B' },
          ]),
        })
        .where(eq(applications.id, ids.seen!))
    expect(await answersAfter(people[who]!, blind, rename)).toEqual(await answersTo(db, people[who]!, blind))
    expect(await answersAfter(people[who]!, call, rename)).not.toEqual(await answersTo(db, people[who]!, call))
  })
}
