import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import postgres from 'postgres'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, people } from '@/db/schema'
import { eventInWords } from '@/lib/applying/application/event-words'
import {
  answersOf,
  attachedTo,
  callOf,
  lastSubmission,
  loadApplication,
  savedSections,
} from '@/lib/applying/application/queries'
import { saveSection } from '@/lib/applying/application/save'
import { contentOf } from '@/lib/applying/dossier/content'
import { verifyAllPlaces } from '@/lib/awarding/decision/verify-all'
import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { allCalls } from '@/lib/platform/call-store/queries'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { verifyEvents } from '@/lib/platform/ledger/verify'
import { loadSet } from '@/lib/running/backup/load-set'
import { readManifest } from '@/lib/running/backup/set'
import { clockwork, countJobs, jobsIn } from '@/lib/running/jobs-view/overview'
import { answerList, audienceOf, listPage, matchingIds } from '@/lib/selecting/listing/queries'
import { viewOf } from '@/lib/selecting/listing/view'
import { visibilityOf } from '@/lib/selecting/listing/visibility'
import { emptyDatabase } from '@/lib/tools/testing/empty-database'

const EARLIER = 'lib/tools/testing/earlier/0014'
const STATES: State[] = ['draft', 'submitted', 'withdrawn', 'ineligible', 'under-review', 'nominated', 'awarded']
const LATER: State[] = ['waiting-list', 'not-awarded', 'accepted', 'declined']
const manifest = await readManifest(EARLIER)
const admin = {
  kind: 'person',
  id: crypto.randomUUID(),
  email: 'admin@example.org',
  name: 'Admin',
  emailVerified: true,
  sessionId: crypto.randomUUID(),
  roles: [{ role: 'admin', callId: null }],
} as Person

/** An administrator updates a portal of version 0014, and the new version finds all its data. */
beforeAll(async () => {
  const url = await emptyDatabase()
  process.env.DATABASE_URL = url
  const compared = await loadSet(url, EARLIER, manifest, null)
  expect(compared.filter(({ same }) => !same)).toEqual([])
})

test('migrations are dated in the order in which they run, and one more is dated after them', () => {
  const { entries } = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8'))
  const dates: number[] = entries.map(({ when }: { when: number }) => when)
  expect(dates).toEqual([...new Set(dates)].sort((a, b) => a - b))
})

test('an updated database has the tables, columns, indexes, constraints and triggers of a new one', async () => {
  const fresh = await shapeOf(process.env.TEST_SERVER_URL!.replace(/\/[^/]*$/, `/${process.env.TEST_TEMPLATE}`))
  expect(fresh.length).toBeGreaterThan(500)
  expect(await shapeOf(process.env.DATABASE_URL!)).toEqual(fresh)
})

test('the chain of events is whole, and places are taken as the events tell', async () => {
  const { checked, broken } = await verifyEvents(db, { since: manifest.seal! })
  expect(broken).toBeNull()
  expect(checked).toBe(rowsOf('events'))
  expect(await verifyAllPlaces(db)).toEqual({ taken: 4, faults: [] })
})

test('staff find every application in the list, and read it with its timeline and its dossier', async () => {
  const seen = new Map<State, number>()
  for (const call of await allCalls(db)) {
    const visibility = visibilityOf(admin, call)
    const view = viewOf({ q: '' }, audienceOf(visibility))
    const ids = await matchingIds(db, visibility, view, 1000)
    expect((await listPage(db, visibility, view)).rows).toHaveLength(ids.length)
    expect(await answerList(db, visibility, view)).toBeTruthy()
    for (const id of ids) {
      const application = await loadApplication(db, admin, id)
      seen.set(application.state, (seen.get(application.state) ?? 0) + 1)
      const events = await eventsOf(db, id)
      for (const event of events) expect(eventInWords(event)[0]).toBeTruthy()
      if (await lastSubmission(db, id)) expect(await contentOf(db, id, 'full')).toBeTruthy()
    }
  }
  expect([...seen.keys()]).toEqual(expect.arrayContaining([...STATES.slice(1), ...LATER]))
})

test('each applicant reads theirs in every state, and goes on with a draft', async () => {
  const rows = await db
    .select({ id: applications.id, state: applications.state, person: people })
    .from(applications)
    .innerJoin(people, eq(people.id, applications.personId))
  expect(rows).toHaveLength(rowsOf('applications'))
  let saved = 0
  for (const { id, state, person } of rows) {
    const applicant = {
      kind: 'person',
      ...person,
      emailVerified: true,
      sessionId: crypto.randomUUID(),
      roles: [],
    } as Person
    const application = await loadApplication(db, applicant, id)
    const call = await callOf(db, application)
    expect(await attachedTo(db, id)).toBeTruthy()
    expect(await contentOf(db, id, 'own')).toBeTruthy()
    if (state === 'draft' && (await goesOn(applicant, id, call))) saved++
  }
  expect(saved).toBeGreaterThan(0)
})

/** Saves a section of a draft as it stands, in its next version. */
async function goesOn(applicant: Person, id: string, call: Call): Promise<boolean> {
  const [section] = await savedSections(db, id)
  if (!section || call.closesAt < new Date()) return false
  const { key, version, answers } = section
  const result = await saveSection(db, applicant, id, call.definition, key, { answers, version, writer: 'new', seq: 1 })
  expect(result).toMatchObject({ outcome: 'saved', version: version + 1 })
  expect(answersOf(await savedSections(db, id))[key]).toEqual(answers)
  return true
}

test('jobs that waited wait on, in the tables of the present queue', async () => {
  const counts = await countJobs(db, admin)
  expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(manifest.jobs!.rows)
  expect((await jobsIn(db, admin, 'waiting')).length).toBe(counts.waiting)
  expect(await clockwork(db, admin)).toBeTruthy()
})

const rowsOf = (name: string) => manifest.tables.find((table) => table.name === name)!.rows

/** Everything in the schema of a database, one line each. */
async function shapeOf(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const rows = await sql<{ line: string }[]>`
    select concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        pg_get_expr(d.adbin, d.adrelid)) as line
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
    union all select indexdef from pg_indexes where schemaname in ('public', 'graphile_worker')
    union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select pg_get_triggerdef(oid) || tgenabled::text from pg_trigger
      where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
    order by line`
  await sql.end()
  return rows.map(({ line }) => line)
}
