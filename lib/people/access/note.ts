import { sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { accesses } from '@/db/schema'
import { type AccessKind, isUnlimited, type OF_NOBODY } from '@/lib/lifecycle/accesses'
import { byNetwork, type Client } from '@/lib/people/client'
import { deviceOf } from '@/lib/people/device-words'
import { findByEmail } from '@/lib/people/queries'
import { type Limit, limited } from '@/lib/people/rate-limit'
import { PortalError } from '@/lib/shared/errors'
import { log } from '@/lib/shared/log/log'
import { currentRequest } from '@/lib/shared/log/request-facts'
import { hidden, hiddenAddress } from './keyed-hash'

/** The account concerned: a person's id, or the typed address; null if a link or token is unknown. */
type Whose = { person: string } | { address: string } | { nobody: true }
/** `route`: what the person asked for. */
type What = { client: Client; route?: string }
export type Access = Whose & What & { kind: AccessKind }

/** A row names no more routes than this. */
const MOST_ROUTES = 10

/**
 * Records a sign-in, a failed one or a refusal. Only this function writes them, after the event itself: if the record
 * cannot be written, nobody is kept from signing in, but the log gets an error with the same facts.
 */
export async function noteAccess(db: Database, access: Access): Promise<void> {
  try {
    await write(db, access)
  } catch (err) {
    const whose = 'person' in access ? access.person : 'address' in access ? hiddenAddress(access.address) : undefined
    log.error({ err, access: access.kind, whose }, 'A sign-in or a refusal was not recorded.')
  }
}

/** Runs work that a limit may refuse, and records a refusal. @throws what the work throws */
export async function notingHeldUp<T>(db: Database, access: Whose & What, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const kind = 'nobody' in access ? 'network-held-up' : 'held-up'
    if (error instanceof PortalError && error.code === 'too-many') await noteAccess(db, { ...access, kind })
    throw error
  }
}

/** Counts a request by its network, and records it if the network has to wait. @throws PortalError 'too-many' */
export async function limitedByNetwork(db: Database, limit: Limit, client: Client): Promise<void> {
  await notingHeldUp(
    db,
    { nobody: true, client, route: currentRequest().route },
    limited(db, ...byNetwork(limit, client)),
  )
}

/** Records an event without a known person, with the route of the present request. */
export function noteStranger(db: Database, kind: (typeof OF_NOBODY)[number], client: Client): Promise<void> {
  return noteAccess(db, { nobody: true, kind, client, route: currentRequest().route })
}

async function write(db: Database, access: Access): Promise<void> {
  const { kind, client, route } = access
  const personId = await personOf(db, access)
  const network = client.network && hidden('network', client.network)
  const device = deviceOf(client.userAgent)
  await db
    .insert(accesses)
    .values({
      kind,
      personId,
      network,
      device,
      routes: route ? [route] : [],
      address: personId === null && 'address' in access ? hiddenAddress(access.address) : null,
      subject: subjectOf(kind, personId, network, device),
    })
    .onConflictDoUpdate({
      target: [accesses.subject, accesses.minute],
      set: {
        times: sql`${accesses.times} + 1`,
        address: ifSame(accesses.address),
        network: ifSame(accesses.network),
        device: ifSame(accesses.device),
        routes: sql`case when ${accesses.routes} @> excluded.routes or cardinality(${accesses.routes}) >= ${MOST_ROUTES}
          then ${accesses.routes} else ${accesses.routes} || excluded.routes end`,
      },
    })
}

async function personOf(db: Database, access: Access): Promise<string | null> {
  if ('person' in access) return access.person
  return 'address' in access ? ((await findByEmail(db, access.address))?.id ?? null) : null
}

/** The value that both rows have; null if they differ. */
const ifSame = (column: PgColumn) =>
  sql`case when ${column} = excluded.${sql.identifier(column.name)} then ${column} end`

/**
 * What counts together within a minute. Unknown addresses and networks are endless, so attempts without a known person
 * share seventeen rows per kind, by the first character of the network's hash.
 */
function subjectOf(kind: AccessKind, person: string | null, network: string | null, device: string): string {
  const parts = person === null ? [network?.[0]] : isUnlimited(kind) ? [person] : [person, network, device]
  return hidden('subject', JSON.stringify([kind, ...parts]))
}
