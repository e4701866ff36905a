import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { calls, events, rateLimits, tracks } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { SCOPE_NAMES, type Scope } from '@/lib/people/api-token/scopes'
import { makeToken } from '@/lib/people/api-token/tokens'
import { findCall } from '@/lib/platform/call-store/queries'
import { loadList } from '@/lib/selecting/listing/load'
import { matchingIds, rowsOf } from '@/lib/selecting/listing/queries'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aListed } from '@/lib/tools/testing/listing'
import { aStaffMember, aSubmitted, assignTo, conflictOf } from '@/lib/tools/testing/staff'
import { callsRoute, dossierRoute, listRoute, oneRoute } from './routes'

let call: Call
let own: Call
const staff: Record<string, Person> = {}
const tokens: Record<string, string> = {}

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** A route's answer to a token. */
async function ask(route: Route, token: string | null, query: Record<string, string> = {}, number = '') {
  const url = new URL(`http://localhost:3000/api/v1?${new URLSearchParams(query)}`)
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const answer = await route(new Request(url, { headers }), { params: Promise.resolve({ number }) })
  const type = answer.headers.get('content-type') ?? ''
  const body = type.includes('json') ? await answer.json() : null
  return { status: answer.status, type, body, headers: answer.headers }
}

const tokenFor = (person: Person, scopes: Scope[], name = scopes.join()) =>
  makeToken(db, person, { name, scopes, days: 7 })

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  own = await aCall(48)
  const role = { callId: own.id }
  staff.admin = await aStaffMember([{ role: 'admin', callId: null }])
  staff.chief = await aStaffMember([{ role: 'chief', ...role }])
  staff.officer = await aStaffMember([{ role: 'officer', ...role, institution: 'ucas' }])
  staff.reviewer = await aStaffMember([{ role: 'reviewer', ...role }])
  staff.both = await aStaffMember([
    { role: 'reviewer', ...role },
    { role: 'officer', ...role, institution: 'ustc' },
  ])
  const countries = ['NG', 'BR', 'PK']
  for (let n = 1; n <= 30; n++) {
    const id = await aListed(own, n, {
      country: countries[n % 3],
      institution: n % 2 ? 'ucas' : 'ustc',
      title: `Lion ${n % 5}`,
      state: n % 4 === 0 ? 'submitted' : 'under-review',
      score: n / 4,
      reviewsIn: 1,
    })
    if (n % 3 === 0) await assignTo(staff.reviewer, id)
    if (n % 6 === 0) await assignTo(staff.both, id)
    if (n % 7 === 0) for (const person of Object.values(staff)) await conflictOf(person, id)
  }
  for (const [name, person] of Object.entries(staff)) tokens[name] = await tokenFor(person, [...SCOPE_NAMES], 'all')
})

beforeEach(async () => {
  await db.delete(rateLimits)
})

const term = fc.constantFrom(
  '',
  'lion',
  'name:1',
  'country:NG',
  'country:BR,PK',
  'institution:ucas',
  'status:submitted',
  'score:>5',
  'gender:female',
  'reviews:1',
  'review:mine',
  'missing:letter',
  'odd:thing',
  '"lion 3"',
  'ANSO',
)
const search = fc
  .array(fc.tuple(fc.constantFrom('', '-'), term, fc.constantFrom(' ', ' or ')), { maxLength: 4 })
  .map((parts) => parts.map(([not, term, then]) => `${term && not}${term}${then}`).join(''))

test('for any person and any search, the pages of the API equal the list on the page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(staff)),
      search,
      fc.integer({ min: 1, max: 40 }),
      async (who, q, limit) => {
        await db.delete(rateLimits)
        const got: { number: string; applicant: string | null; score: number | null; gender: string | null }[] = []
        for (let cursor: string | null = ''; cursor !== null; ) {
          const query = { q, call: own.slug, limit: String(limit), ...(cursor ? { cursor } : {}) }
          const { status, body } = await ask(listRoute, tokens[who]!, query)
          expect(status).toBe(200)
          got.push(...body.items)
          cursor = body.next
        }
        const { visibility, view } = (await loadList(db, staff[who]!, { q, call: own.slug }))!
        const ids = await matchingIds(db, visibility, view, 1000)
        const rows = await rowsOf(db, visibility, view, ids)
        expect(got.map(({ number, applicant, score, gender }) => ({ number, applicant, score, gender }))).toEqual(
          rows.map(({ number, name, score, gender }) => ({ number, applicant: name, score, gender })),
        )
      },
    ),
    { numRuns: 60 },
  )
})

test('a token does what its scopes say and nothing else, whatever its owner’s roles', async () => {
  const { number } = await aSubmitted(call, { institution: 'ustc' })
  const people: Record<string, Person> = {
    admin: staff.admin!,
    officer: await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ustc' }]),
    elsewhere: await aStaffMember([{ role: 'officer', callId: call.id, institution: 'iop' }]),
    reviewer: await aStaffMember([{ role: 'reviewer', callId: call.id }]),
  }
  const reads = ['admin', 'officer']
  for (const [who, person] of Object.entries(people)) {
    for (const scope of SCOPE_NAMES) {
      const token = await tokenFor(person, [scope])
      const list = await ask(listRoute, token, { call: call.slug })
      const one = await ask(oneRoute, token, {}, number)
      const dossier = await ask(dossierRoute, token, {}, number)
      const label = `${who}, ${scope}`
      expect(list.status, label).toBe(scope === 'applications:read' ? 200 : 403)
      const seen = reads.includes(who)
      expect(one.status, label).toBe(scope !== 'applications:read' ? 403 : seen ? 200 : 404)
      expect(dossier.status, label).toBe(scope !== 'dossiers:read' ? 403 : seen ? 202 : 404)
      if (scope === 'applications:read') expect(JSON.stringify(list.body).includes(number), label).toBe(seen)
      expect((await ask(callsRoute, token)).status).toBe(200)
    }
  }
})

test('staff read an application with its submission, a reviewer without it, and a person with a conflict nothing', async () => {
  const { id, number, applicant } = await aSubmitted(call, { state: 'under-review' })
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  const [officers, reviewers] = [
    await tokenFor(officer, ['applications:read'], 'sis'),
    await tokenFor(reviewer, ['applications:read']),
  ]
  const full = await ask(oneRoute, officers, {}, number)
  expect(full.body).toMatchObject({ number, call: '2021', state: 'under-review', applicant: applicant.name })
  expect(full.body.submission).toMatchObject({ attempt: 1, email: applicant.email })
  expect(full.body.submission.documents[0]).not.toHaveProperty('id')
  expect((await ask(oneRoute, reviewers, {}, number)).status).toBe(404)
  await assignTo(reviewer, id)
  const less = await ask(oneRoute, reviewers, {}, number)
  expect(less.body).toMatchObject({ number, submission: null, gender: null, score: null })
  expect(JSON.stringify(less.body)).not.toContain(applicant.email)
  const reads = (await db.select().from(events).where(eq(events.applicationId, id))).filter(
    ({ type }) => type === 'application-read',
  )
  expect(reads.map(({ actorId, data }) => [actorId, data.token])).toEqual([
    [officer.id, 'sis'],
    [reviewer.id, 'applications:read'],
  ])
  await conflictOf(officer, id)
  const hidden = await ask(oneRoute, officers, {}, number)
  const nowhere = await ask(oneRoute, officers, {}, 'ANSO-2021-P-99999')
  expect(hidden).toMatchObject({ status: 404, body: nowhere.body })
})

test('errors are problem details, and a cookie is no token', async () => {
  const none = await ask(listRoute, null)
  expect(none).toMatchObject({
    status: 401,
    type: 'application/problem+json',
    body: { status: 401, title: 'Unauthorized' },
  })
  expect(none.headers.get('www-authenticate')).toBe('Bearer')
  const wrong = await ask(listRoute, 'sp_never')
  expect(wrong.headers.get('www-authenticate')).toContain('invalid_token')
  expect(none.headers.get('access-control-allow-origin')).toBeNull()
  const token = tokens.admin!
  for (const query of [{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { cursor: '%%' }, { q: 'a\0b' }] as Record<
    string,
    string
  >[])
    expect((await ask(listRoute, token, query)).status, JSON.stringify(query)).toBe(400)
  expect((await ask(listRoute, token, { limit: '0' })).body.errors).toHaveProperty('limit')
  expect((await ask(listRoute, token, { call: 'nowhere' })).status).toBe(404)
  expect((await ask(oneRoute, token, {}, 'x'.repeat(100))).status).toBe(400)
  expect((await ask(oneRoute, token, {}, 'a\0b')).status).toBe(400)
  for (const cursor of ['AAAA', '____', Buffer.from('\0').toString('base64url')])
    expect((await ask(listRoute, token, { cursor, call: own.slug })).status).toBe(200)
})

test('too many requests have to wait, by token; those without one by network', async () => {
  const token = await tokenFor(staff.admin!, ['applications:read'], 'busy')
  for (let n = 0; n < 300; n++) expect((await ask(callsRoute, token)).status).toBe(200)
  const over = await ask(callsRoute, token)
  expect(over.status).toBe(429)
  expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask(callsRoute, tokens.chief!)).status).toBe(200)
})

test('the Calls are those in which the person has a role', async () => {
  const slugs = async (who: string) => (await ask(callsRoute, tokens[who]!)).body.items.map(({ slug }: Call) => slug)
  expect(await slugs('officer')).toEqual([own.slug])
  expect(await slugs('admin')).toHaveLength((await db.select().from(calls).where(eq(calls.published, true))).length)
})

test('a track shows its present number of places', async () => {
  const quotas = async () =>
    (await ask(callsRoute, tokens.officer!)).body.items[0].tracks.map((one: { quota: number }) => one.quota)
  const [before] = await quotas()
  const [track] = own.definition.tracks
  await db
    .update(tracks)
    .set({ quota: before + 7 })
    .where(and(eq(tracks.callId, own.id), eq(tracks.key, track!.key)))
  expect((await quotas())[0]).toBe(before + 7)
})
