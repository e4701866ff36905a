import { or, type SQL, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import { applications, calls, people } from '@/db/schema'
import { STATES } from '@/lib/lifecycle/application'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { visibilityOf, where } from '@/lib/selecting/listing/visibility'
import type { Person, Role } from './actor'
import { can } from './permissions'
import { assignedToReviewer, readableAsReviewer, readableAsStaff } from './readable'
import { tieOf } from './tie'

test('a list shows exactly the applications of others that they may read or review', async () => {
  await publishCall(db, inventedCall)
  const published = await Promise.all([findCall(db, '2021'), findCall(db, inventedCall.slug)])
  const subjects = await fill(published.map((call) => call!))
  const ids = [...new Set(subjects.map((subject) => subject.personId))]
  const callIds = (await db.select({ id: calls.id }).from(calls)).map(({ id }) => id)
  const institutions = published.flatMap((call) => call!.definition.institutions.slice(0, 3).map(({ key }) => key))
  const role: fc.Arbitrary<Role> = fc.oneof(
    fc.record({
      role: fc.constant('officer' as const),
      callId: fc.constantFrom(...callIds),
      institution: fc.constantFrom(...institutions),
    }),
    fc.record({
      role: fc.constantFrom('reviewer' as const, 'chief' as const, 'admin' as const),
      callId: fc.constantFrom(...callIds, null),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(ids[0]!, ...ids), fc.array(role, { maxLength: 3 }), async (id, roles) => {
      const person: Person = { kind: 'person', id, sessionId: '', email: '', name: '', emailVerified: true, roles }
      const all = await db.select({ application: applications, tie: tieOf(person) }).from(applications)
      const subjects = all.map(({ application, tie }) => ({ ...application, tie }))
      const shown = async (rule: SQL) =>
        (await db.select({ id: applications.id }).from(applications).where(rule)).map((row) => row.id).sort()
      const may = (action: 'read' | 'review' | 'declare-conflict' | 'read-reviews') =>
        subjects
          .filter((subject) => subject.personId !== id && can(person, action, subject))
          .map((subject) => subject.id)
          .sort()
      expect(await shown(readableAsStaff(person))).toEqual(may('read'))
      expect(await shown(readableAsReviewer(person))).toEqual(may('review'))
      expect(await shown(assignedToReviewer(person))).toEqual(may('declare-conflict'))
      const scored = published
        .map((call) => visibilityOf(person, call!))
        .map((visibility) => where(visibility.reviewed, visibility.base))
      expect(await shown(or(...scored)!)).toEqual(may('read-reviews'))
    }),
    { numRuns: 200 },
  )
})

/** An application of each state to each institution of both Calls, submitted or not if the database allows both. */
async function fill(all: { id: string; definition: { institutions: { key: string }[]; tracks: { key: string }[] } }[]) {
  let count = 0
  for (const { id: callId, definition } of all) {
    const track = definition.tracks[0]!.key
    for (const state of STATES) {
      for (const institution of [null, ...definition.institutions.slice(0, 3).map(({ key }) => key)]) {
        for (const submittedAt of [new Date(), null]) {
          if (!submittedAt && state !== 'draft' && state !== 'withdrawn') continue
          count++
          const [person] = await db
            .insert(people)
            .values({ email: `readable-${count}@example.org`, name: 'Somebody' })
            .returning({ id: people.id })
          await db.transaction(async (tx) => {
            // Without the triggers that require an awarded application to hold a place.
            await tx.execute(sql`set local session_replication_role = replica`)
            await tx.insert(applications).values({
              callId,
              personId: person!.id,
              state,
              track,
              institution,
              submittedAt,
              number: submittedAt && `N-${count}`,
              correctBy: new Date(),
            })
          })
        }
      }
    }
  }
  await tieSome()
  return db.select().from(applications)
}

/**
 * The first person is assigned every application, in one of many ways, has submitted a review of each third, and has a
 * conflict with each fifth.
 */
async function tieSome() {
  const first = sql`(select id from people where email = 'readable-1@example.org')`
  await db.execute(sql`
    insert into assignments (application_id, person_id, origin, released_at, cleared_at, ended_at, end_reason)
    select id, ${first}, 'hand', case when n % 4 > 0 then now() end, case when n % 4 > 1 then now() end,
      case when n % 7 = 0 then now() end, case when n % 7 = 0 then 'removed'::assignment_end end
    from (select id, row_number() over (order by number, id) n from applications) a`)
  await db.execute(sql`
    insert into reviews (assignment_id, submitted_at, total)
    select id, now(), 7 from (select id, row_number() over (order by id) n from assignments where cleared_at is not null) a
    where n % 3 = 0`)
  await db.execute(sql`
    insert into conflicts (application_id, person_id, declared_by)
    select id, ${first}, ${first} from (select id, row_number() over (order by number, id) n from applications) a
    where n % 5 = 0`)
}
