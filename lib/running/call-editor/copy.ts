import { TZDate } from '@date-fns/tz'
import type { Database } from '@/db/client'
import { calls, callVersions, institutions, tracks } from '@/db/schema'
import type { CallDefinition } from '@/lib/call/definition'
import type { Person } from '@/lib/people/actor'
import { canConfigure } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { parsedDefinition } from './draft'
import { loadEditable } from './queries'

export type NewCall = { from: string; slug: string; title: string; code: string; years: number }

/** The same moment some years later, at the same time of day in the zone; 29 February becomes the 28th. */
function later(instant: string, years: number, zone: string): string {
  const at = new TZDate(Date.parse(instant), zone)
  const day = at.getDate()
  at.setFullYear(at.getFullYear() + years)
  if (at.getDate() !== day) at.setDate(0)
  return new Date(at.getTime()).toISOString().replace('.000Z', 'Z')
}

/**
 * A definition for the next Call: another name, and every moment some years later. Texts and rules stay for an admin to
 * check (`checklist.ts`).
 */
export function copyOf(
  definition: CallDefinition,
  { slug, title, code, years }: Omit<NewCall, 'from'>,
): CallDefinition {
  const move = (instant: string) => later(instant, years, definition.timeZone)
  const { announced: _, ...rest } = definition
  return moveInstants({ ...rest, slug, title, code }, move) as CallDefinition
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** Every moment within a definition, at any place, so that parts added by later versions move as well. */
function moveInstants(node: unknown, move: (instant: string) => string): unknown {
  if (typeof node === 'string') return INSTANT.test(node) ? move(node) : node
  if (Array.isArray(node)) return node.map((item) => moveInstants(item, move))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, moveInstants(value, move)]))
}

/**
 * Starts a Call from another one, unpublished: only admins see it.
 * @throws PortalError 'not-found'; 'forbidden' for an admin of some Calls only; 'conflict' if the address is taken.
 */
export async function beginCall(db: Database, person: Person, input: NewCall): Promise<void> {
  if (!canConfigure(person, null))
    throw new PortalError('forbidden', 'Only an admin of all Calls can begin a new Call.')
  await db.transaction(async (tx) => {
    const from = await loadEditable(tx, person, input.from)
    const definition = parsedDefinition(copyOf(from.definition, input))
    const { slug, title, graceMinutes, letterGraceDays } = definition
    const dates = { opensAt: new Date(definition.opensAt), closesAt: new Date(definition.closesAt) }
    const [call] = await tx
      .insert(calls)
      .values({
        ...dates,
        slug,
        title,
        graceMinutes,
        letterGraceDays,
        definition,
        published: false,
        editedAt: new Date(),
      })
      .onConflictDoNothing()
      .returning({ id: calls.id })
    if (!call) throw new PortalError('conflict', 'Another Call already has this address. Choose a different address.')
    const callId = call.id
    await tx
      .insert(callVersions)
      .values({ callId, number: 1, definition, personId: person.id, note: `Begun from ${from.title}` })
    await tx
      .insert(tracks)
      .values(definition.tracks.map(({ key, code, name, quota }) => ({ callId, key, code, name, quota })))
    await tx
      .insert(institutions)
      .values(definition.institutions.map(({ key, host, name }) => ({ callId, key, host, name })))
    await recordEvent(tx, {
      applicationId: null,
      actorId: person.id,
      actorRole: 'admin',
      type: 'call-begun',
      data: { call: callId, from: from.id },
    })
  })
}
