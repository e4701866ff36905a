import { sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { accesses } from '@/db/schema'
import { type AccessKind, isUnlimited } from '@/lib/lifecycle/accesses'
import type { Client } from '@/lib/people/client'
import { deviceOf } from '@/lib/people/device'
import { findByEmail } from '@/lib/people/queries'
import { PortalError } from '@/lib/shared/errors'
import { log } from '@/lib/shared/log/log'
import { hidden, hiddenAddress } from './hidden'

/** Whose account it is about: a person's id, or the address that was typed. */
type Whose = { person: string } | { address: string }
/** `route`: what a refused request asked for. */
export type Access = Whose & { kind: AccessKind; client: Client; route?: string }

/** A row names no more routes than these. */
const MOST_ROUTES = 10

/**
 * Records a sign-in, a failed one or a refusal. The only place that writes them, once the thing itself is done: where the
 * record cannot be written, nobody is kept from signing in, but an error in the log tells of it in its place.
 */
export async function noteAccess(db: Database, access: Access): Promise<void> {
  try {
    await write(db, access)
  } catch (err) {
    const whose = 'person' in access ? { whose: access.person } : { whose: hiddenAddress(access.address) }
    log.error({ err, access: access.kind, ...whose }, 'A sign-in or a refusal was not recorded.')
  }
}

/** Does work that a limit may refuse, and records it when that happens. @throws what the work throws */
export async function notingHeldUp<T>(db: Database, access: Whose & { client: Client }, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof PortalError && error.code === 'too-many') await noteAccess(db, { ...access, kind: 'held-up' })
    throw error
  }
}

async function write(db: Database, access: Access): Promise<void> {
  const { kind, client, route } = access
  const personId = 'person' in access ? access.person : ((await findByEmail(db, access.address))?.id ?? null)
  const network = client.network && hidden('network', client.network)
  const device = deviceOf(client.userAgent)
  await db
    .insert(accesses)
    .values({
      ...{ kind, personId, network, device, routes: route ? [route] : [] },
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

/** What both rows say; null where they differ. */
const ifSame = (column: PgColumn) =>
  sql`case when ${column} = excluded.${sql.identifier(column.name)} then ${column} end`

/**
 * What is counted together within a minute. Addresses without an account are without end, and so are networks, so that
 * those attempts share seventeen rows a kind, by the first sign of the network's hash.
 */
function subjectOf(kind: AccessKind, person: string | null, network: string | null, device: string): string {
  const parts = person === null ? [network?.[0]] : isUnlimited(kind) ? [person] : [person, network, device]
  return hidden('subject', JSON.stringify([kind, ...parts]))
}
