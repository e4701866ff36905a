import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import { applications, calls, people } from '@/db/schema'
import { STATES } from '@/lib/application/states'
import { findCall, publishCall } from '@/lib/call/queries'
import type { Person, Role } from './actor'
import { can } from './permissions'
import { readableAsStaff } from './readable'

test('a list shows staff exactly the applications of others that they may read', async () => {
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
      role: fc.constantFrom('reviewer' as const, 'admin' as const),
      callId: fc.constantFrom(...callIds, null),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ids), fc.array(role, { maxLength: 3 }), async (id, roles) => {
      const person: Person = { kind: 'person', id, sessionId: '', email: '', name: '', emailVerified: true, roles }
      const rows = await db.select({ id: applications.id }).from(applications).where(readableAsStaff(person))
      const may = subjects.filter((subject) => subject.personId !== id && can(person, 'read', subject))
      expect(rows.map((row) => row.id).sort()).toEqual(may.map((subject) => subject.id).sort())
    }),
    { numRuns: 200 },
  )
})

/** An application of each state to each institution of both Calls, submitted or not where the database allows both. */
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
          await db.insert(applications).values({
            ...{ callId, personId: person!.id, state, track, institution, submittedAt },
            number: submittedAt && `N-${count}`,
          })
        }
      }
    }
  }
  return db.select().from(applications)
}
