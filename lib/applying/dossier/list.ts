import { and, asc, count, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, institutions, people, referenceRequests, tracks } from '@/db/schema'
import { isFreeMail } from '@/lib/applying/reference/free-mail'
import type { RequestKind, RequestState } from '@/lib/lifecycle/requests'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'

export type Listed = {
  id: string
  number: string
  applicant: string
  latinName: string | null
  track: string | null
  institution: string | null
  /** Only those that were asked for. */
  letters: { received: number; asked: number; freeMail: number }
  /** null if no supervisor is needed. */
  agreement: RequestState | null
}

type Asked = { kind: RequestKind; state: RequestState; email: string }

const standing = sql<Asked[]>`(
  select coalesce(json_agg(json_build_object('kind', r.kind, 'state', r.state, 'email', r.email)), '[]')
  from ${referenceRequests} r where r.application_id = ${applications.id} and r.state <> 'replaced')`

/** The submitted applications that this member of staff may read; only those `among` them, if given. */
const readable = (person: Person, among?: string[]) =>
  and(readableAsStaff(person), isNotNull(applications.number), among && inArray(applications.id, among))

/**
 * The submitted applications that this officer or admin may read, by number, after `after`; only the ids `among`, if
 * given.
 */
export async function listDossiers(
  executor: Executor,
  person: Person,
  after = '',
  limit = 25,
  among?: string[],
): Promise<Listed[]> {
  const rows = await executor
    .select({
      id: applications.id,
      number: applications.number,
      applicant: people.name,
      latinName: people.latinName,
      track: tracks.name,
      institution: institutions.name,
      asked: standing,
    })
    .from(applications)
    .innerJoin(people, eq(people.id, applications.personId))
    .leftJoin(tracks, and(eq(tracks.callId, applications.callId), eq(tracks.key, applications.track)))
    .leftJoin(
      institutions,
      and(eq(institutions.callId, applications.callId), eq(institutions.key, applications.institution)),
    )
    .where(and(readable(person, among), gt(applications.number, after)))
    .orderBy(asc(applications.number))
    .limit(limit)
  return rows.map(({ asked, number, ...row }) => {
    const referees = asked.filter(({ kind }) => kind === 'referee')
    const letters = {
      received: referees.filter(({ state }) => state === 'received').length,
      asked: referees.length,
      freeMail: referees.filter(({ email }) => isFreeMail(email)).length,
    }
    const agreement = asked.find(({ kind }) => kind === 'supervisor')?.state ?? null
    return { ...row, number: number!, letters, agreement }
  })
}

export async function countDossiers(executor: Executor, person: Person, among?: string[]): Promise<number> {
  const [row] = await executor.select({ count: count() }).from(applications).where(readable(person, among))
  return row!.count
}
