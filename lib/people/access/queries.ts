import { and, desc, eq, gt, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { accesses, people } from '@/db/schema'
import { type AccessKind, FAILED_SIGN_INS, FAILURES, GROUPS, type Group, OWN } from '@/lib/lifecycle/accesses'
import type { Person } from '@/lib/people/actor'
import { canRun } from '@/lib/people/permissions'
import { PortalError } from '@/lib/shared/errors'
import type { AccessFilter } from './filter'
import type { LastHour } from './guessing'
import { hiddenAddress } from './keyed-hash'

/** How long the portal keeps records. */
export const ACCESS_DAYS = 90

const A_PAGE = 50
/** A person sees so many successes, and as many failures: a flood of one hides none of the other. */
const OWN_SHOWN = 5

/** As an admin reads it; null means unknown, or several different values. */
export type Access = Awaited<ReturnType<typeof accessPage>>['rows'][number]
export type OwnAccess = { at: Date; kind: AccessKind; device: string | null; times: number }

function requireReader(admin: Person): void {
  if (!canRun(admin, 'sign-ins')) throw new PortalError('not-found', 'There is no such page, or it is not for you.')
}

/**
 * A page of matching records, newest first, and whether there is more. @throws PortalError 'not-found' for all but
 * admins of all Calls
 */
export async function accessPage(executor: Executor, admin: Person, filter: AccessFilter) {
  requireReader(admin)
  const { id, at, kind, times, network, device, routes, address } = accesses
  const rows = await executor
    .select({ id, at, kind, times, network, device, routes, address, name: people.name, email: people.email })
    .from(accesses)
    .leftJoin(people, eq(people.id, accesses.personId))
    .where(narrowed(filter))
    .orderBy(desc(accesses.id))
    .limit(A_PAGE + 1)
  return { rows: rows.slice(0, A_PAGE), more: rows.length > A_PAGE }
}

function narrowed({ kind, person, network, before }: AccessFilter): SQL | undefined {
  const its = sql`(select p.id from ${people} p where lower(p.email) = lower(${person}))`
  return and(
    sql`/* once */ true`,
    kind &&
      (kind in GROUPS
        ? inArray(accesses.kind, [...GROUPS[kind as Group].kinds])
        : eq(accesses.kind, kind as AccessKind)),
    person ? or(eq(accesses.personId, its), eq(accesses.address, hiddenAddress(person))) : undefined,
    network ? eq(accesses.network, network) : undefined,
    before ? lt(accesses.id, before) : undefined,
  )
}

/** How often each kind of failure occurred in the last 24 hours. @throws PortalError 'not-found' */
export async function countFailures(
  executor: Executor,
  admin: Person,
): Promise<Record<(typeof FAILURES)[number], number>> {
  requireReader(admin)
  const rows = await executor
    .select({ kind: accesses.kind, times: sql<number>`sum(${accesses.times})::int` })
    .from(accesses)
    .where(and(inArray(accesses.kind, [...FAILURES]), gt(accesses.at, sql`now() - interval '24 hours'`)))
    .groupBy(accesses.kind)
  const counts = new Map<AccessKind, number>(rows.map(({ kind, times }) => [kind, times]))
  return Object.fromEntries(FAILURES.map((kind) => [kind, counts.get(kind) ?? 0])) as never
}

/** The sign-ins of the last hour by outcome, through the index on time. The caller checks who may know. */
export async function signInsOfLastHour(executor: Executor): Promise<LastHour> {
  const failed = inArray(accesses.kind, [...FAILED_SIGN_INS])
  const [row] = await executor.execute<Omit<LastHour, 'worst'> & { email: string | null; most: number | null }>(sql`
    with tried as (
      select ${accesses.personId} as person, coalesce(sum(${accesses.times}) filter (where ${failed}), 0)::int as failed,
        coalesce(sum(${accesses.times}) filter (where ${eq(accesses.kind, 'signed-in')}), 0)::int as succeeded
      from ${accesses} where ${accesses.at} > now() - interval '1 hour' group by 1)
    select coalesce(sum(failed), 0)::int as failed, coalesce(sum(succeeded), 0)::int as succeeded,
      (count(person) filter (where failed > 0))::int as accounts, w.email, w.most
    from tried left join (
      select p.email, t.failed as most from tried t join ${people} p on p.id = t.person
      where t.failed > 0 order by t.failed desc limit 1) w on true
    group by w.email, w.most`)
  if (!row) return { failed: 0, succeeded: 0, accounts: 0, worst: null }
  const { email, most, ...all } = row
  return { ...all, worst: email === null ? null : { email, failed: most! } }
}

const own = { at: accesses.at, kind: accesses.kind, device: accesses.device, times: accesses.times }

/** The person's own last sign-ins and failed ones, newest first. */
export async function lastOwn(executor: Executor, personId: string): Promise<OwnAccess[]> {
  const last = (kinds: readonly AccessKind[]) =>
    executor
      .select({ ...own, id: accesses.id })
      .from(accesses)
      .where(and(eq(accesses.personId, personId), inArray(accesses.kind, [...kinds])))
      .orderBy(desc(accesses.id))
      .limit(OWN_SHOWN)
  const [successes, failures] = [await last(OWN.successes), await last(OWN.failures)]
  return [...successes, ...failures].sort((a, b) => b.id - a.id)
}

/** All records of the person, for the copy of their data. */
export function accessesOf(executor: Executor, personId: string): Promise<OwnAccess[]> {
  return executor.select(own).from(accesses).where(eq(accesses.personId, personId)).orderBy(desc(accesses.id))
}

/** Removes the records of an erased person, and of attempts at the address before it had an account. */
export async function forgetAccesses(tx: Executor, personId: string, email: string): Promise<void> {
  await tx.delete(accesses).where(or(eq(accesses.personId, personId), eq(accesses.address, hiddenAddress(email))))
}

/** Removes expired records. Returns how many. */
export async function removeOldAccesses(executor: Executor): Promise<number> {
  const rows = await executor
    .delete(accesses)
    .where(lt(accesses.at, sql`now() - ${ACCESS_DAYS} * interval '1 day'`))
    .returning({ id: accesses.id })
  return rows.length
}
