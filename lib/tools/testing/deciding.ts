import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { applications, calls, people } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { type CallDefinition, callDefinitionSchema } from '@/lib/call/definition'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { aCall } from './deadlines'
import type { Several } from './several'

type Decisions = Partial<CallDefinition['decisions']>

/** A separate, closed Call, with this many PhD places and other rules for decisions. */
export async function aDecidedCall(places: number, decisions: Decisions = {}): Promise<Call> {
  const call = await aCall(-24)
  const { definition } = call
  const changed = callDefinitionSchema.parse({
    ...definition,
    tracks: definition.tracks.map((track) => (track.key === 'phd' ? { ...track, quota: places } : track)),
    decisions: { ...definition.decisions, ...decisions },
  })
  await db
    .update(calls)
    .set({ definition: changed, version: call.version + 1 })
    .where(eq(calls.id, call.id))
  await db.execute(`update tracks set quota = ${places} where call_id = '${call.id}' and key = 'phd'`)
  return callById(db, call.id)
}

type Wanted = { track?: string; institution?: string; country?: string; gender?: string; score?: number }
export type Nominated = { id: string; number: string; person: Person }

export const idsOf = (...candidates: Nominated[]): string[] => candidates.map(({ id }) => id)

let last = 0

/** Nominated applications of different people, as rows: with the data for decisions, and without answers. */
export async function nominated<N extends number>(
  call: Call,
  count: N,
  wanted: Wanted = {},
): Promise<Several<Nominated, N>> {
  const all = Array.from({ length: count }, () => {
    last += 1
    const email = `${randomUUID()}@example.org`
    const person: Person = {
      kind: 'person',
      id: randomUUID(),
      sessionId: randomUUID(),
      email,
      name: `Candidate ${last}`,
      emailVerified: true,
      roles: [],
    }
    return { id: randomUUID(), number: `${call.definition.code}-P-${String(last).padStart(5, '0')}`, person }
  })
  const confirmed = new Date()
  await db
    .insert(people)
    .values(all.map(({ person: { id, email, name } }) => ({ id, email, name, emailVerifiedAt: confirmed })))
  await db.insert(applications).values(
    all.map(({ id, number, person }) => ({
      id,
      callId: call.id,
      personId: person.id,
      number,
      submittedAt: confirmed,
      state: 'nominated' as const,
      track: 'phd',
      institution: 'ucas',
      country: 'KE',
      gender: 'female',
      applicantName: person.name,
      score: wanted.score ?? null,
      ...wanted,
    })),
  )
  return all as Several<Nominated, N>
}
