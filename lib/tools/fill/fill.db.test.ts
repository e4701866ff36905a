import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Database, db } from '@/db/client'
import { answersOf, savedSections } from '@/lib/applying/application/queries'
import { snapshotOf } from '@/lib/applying/application/snapshot'
import { findCall } from '@/lib/platform/call-store/queries'
import { asHandedIn, candidatesOf, decisionOn } from '@/lib/selecting/nomination/queries'
import { isRanking, ranksOf } from '@/lib/selecting/nomination/rank'
import { CANDIDATE } from '@/lib/selecting/nomination/rules'
import { reviewErrors } from '@/lib/selecting/review/section'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { fillCall } from '.'

const SMALL = { applications: 60, reviewers: 12, seed: 7 }
const server = process.env.TEST_SERVER_URL!
const name = `scholarship_test_${process.pid}_second`
let second: ReturnType<typeof connect>
let admin: postgres.Sql

beforeAll(async () => {
  admin = postgres(server.replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} })
  await admin`select pg_advisory_lock(hashtext('copy of the template'))`
  await admin.unsafe(`create database ${name} template ${process.env.TEST_TEMPLATE}`)
  await admin`select pg_advisory_unlock(hashtext('copy of the template'))`
  second = connect(server.replace(/\/[^/]*$/, `/${name}`), 2)
  await fillCall(db, '2021', SMALL)
  await fillCall(second.db, '2021', SMALL)
})
afterAll(async () => {
  await second.close()
  await admin.unsafe(`drop database if exists ${name} with (force)`)
  await admin.end()
})

const TABLES = [
  'people',
  'roles',
  'reviewers',
  'applications',
  'application_sections',
  'documents',
  'reference_requests',
  'submissions',
  'assignments',
  'reviews',
  'eligibility_decisions',
  'nomination_lists',
  'nominations',
]

/** Every column of every row, except the ids and moments that a database assigns. */
async function contentOf(database: Database): Promise<unknown[]> {
  const hashes: unknown[] = []
  for (const table of TABLES) {
    const own = table === 'roles' ? sql`- 'id' - 'created_at'` : sql``
    hashes.push([
      table,
      ...(await database.execute(
        sql`select count(*)::int, md5(string_agg(row, ',' order by row)) from (select (to_jsonb(t) - 'call_id' ${own})::text as row from ${sql.identifier(table)} t) rows`,
      )),
    ])
  }
  return hashes
}

test('the same seed gives the same content on another database', async () => {
  const first = await contentOf(db)
  expect(await contentOf(second.db)).toEqual(first)
  expect(first).toHaveLength(TABLES.length)
  for (const [table, row] of first as [string, { count: number }][]) expect(row.count, table).toBeGreaterThan(0)
})

test('submitted applications pass the checks of a submission from their saved data, and reviews are complete', async () => {
  const call = (await findCall(db, '2021'))!
  const rows = await db.query.applications.findMany({ where: (a, { isNotNull }) => isNotNull(a.submittedAt) })
  for (const { id } of rows.slice(0, 25)) {
    const files = await db.query.documents.findMany({
      where: (d, { eq }) => eq(d.applicationId, id),
      orderBy: (d) => [d.uploadedAt, d.id],
    })
    const requests = await db.query.referenceRequests.findMany({ where: (r, { eq }) => eq(r.applicationId, id) })
    const answers = answersOf(await savedSections(db, id))
    expect(() => snapshotOf(call, { applicant: { name: '', email: '' }, answers, files, requests })).not.toThrow()
  }
  const written = await db.query.reviews.findMany()
  const complete = written.filter(({ submittedAt }) => submittedAt)
  expect(complete.length).toBeGreaterThan(50)
  expect(complete.length).toBeLessThan(written.length)
  for (const { answers } of complete) expect(reviewErrors(call.definition, 'phd', answers)).toEqual({})
})

test('scores are the means of the submitted reviews, and no reviewer shares the country or institution', async () => {
  const wrong = await db.execute(sql`
    select a.number from applications a
    left join lateral (select avg(r.total) as score, count(r.total)::int as n from assignments s join reviews r on r.assignment_id = s.id where s.application_id = a.id) m on true
    where a.reviews_in <> m.n or abs(coalesce(a.score, -1) - coalesce(m.score, -1)) > 1e-9`)
  expect([...wrong]).toEqual([])
  const near = await db.execute(sql`
    select from assignments s join applications a on a.id = s.application_id
    join reviewers v on v.person_id = s.person_id where v.country = a.country or v.institution = a.institution`)
  expect([...near]).toEqual([])
  const [each] = await db.execute<{ hashes: number; files: number }>(
    sql`select count(distinct sha256)::int as hashes, count(*)::int as files from documents`,
  )
  expect(each!.hashes).toBe(each!.files)
})

test('lists look like the portal’s: some open, some signed with every candidate decided', async () => {
  const call = (await findCall(db, '2021'))!
  const lists = await db.query.nominationLists.findMany()
  const signed = lists.filter(({ handedInAt }) => handedInAt)
  expect(signed.length).toBeGreaterThan(3)
  expect(signed.length).toBeLessThan(lists.length)
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  for (const list of lists) {
    const candidates = await candidatesOf(db, admin, call.id, list)
    const { ranked } = decisionOn(candidates.map((one) => ({ ...one, state: 'under-review' })))
    expect(isRanking(ranked)).toBe(true)
    expect(candidates.flatMap(({ rank }) => rank ?? [])).toEqual([...ranksOf(ranked).values()])
    if (!list.handedInAt) {
      for (const { state } of candidates) expect(CANDIDATE).toContain(state)
      continue
    }
    expect(list.snapshot).toEqual(asHandedIn(candidates.map((one) => ({ ...one, state: 'under-review' }))))
    for (const { rank, state, decided } of candidates)
      expect([decided, state]).toEqual([true, rank === null ? 'not-nominated' : 'nominated'])
    const by = await db.query.roles.findFirst({ where: (r, { eq }) => eq(r.personId, list.handedInBy!) })
    expect(by).toMatchObject({ role: 'officer', institution: list.institution })
  }
  const passed = await db.execute(sql`select from applications where state = 'not-nominated'`)
  expect(passed.length).toBeGreaterThan(0)
})

test('the command refuses a database with applications, and a repeated seed', async () => {
  await expect(fillCall(db, '2021', SMALL)).rejects.toThrow(/seed 7 are there already/)
  await expect(fillCall(db, '2021', { ...SMALL, seed: 8 })).rejects.toThrow(/60 applications already/)
  await fillCall(db, '2021', { applications: 3, reviewers: 0, seed: 8, add: true })
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from applications`)
  expect(row!.n).toBe(63)
})
