import { and, eq, isNotNull, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, conflicts, documents } from '@/db/schema'
import type { KnownApplication } from '@/lib/applying/application/queries'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'

/** The signs that two applications belong to one person. */
export type Sign = 'passport' | 'person' | 'file'

export type Duplicate = {
  id: string
  number: string
  name: string | null
  institution: string | null
  state: State
  signs: Sign[]
}

/** A file in more applications than this is a common form, and proves nothing. */
const COMMON = 5
const MOST = 20

/**
 * Other applications to the same Call that likely come from the same person, or contain the same file. It names those
 * that this person reads. For others, such as another institution's, it says only that there is one, and by which sign.
 * It says nothing about their own application, or one with which they have a conflict of interest. The caller has
 * loaded the application as staff. `files`: those of its last submission.
 */
export async function findDuplicates(
  executor: Executor,
  person: Person,
  application: KnownApplication,
  files: { sha256: string }[],
): Promise<{ readable: Duplicate[]; hidden: Sign[] }> {
  const { id, callId, passportKey, personKey } = application
  const hashes = files.map(({ sha256 }) => sha256)
  const found = executor.$with('found').as(
    executor
      .select({ id: sql<string>`f.id`.as('found_id'), signs: sql<Sign[]>`array_agg(distinct f.sign)`.as('signs') })
      .from(sql`(${candidates(callId, passportKey, personKey, id, [...new Set(hashes)])}) f`)
      .groupBy(sql`f.id`),
  )
  const rows = await executor
    .with(found)
    .select({
      id: applications.id,
      number: applications.number,
      name: applications.applicantName,
      institution: applications.institution,
      state: applications.state,
      signs: found.signs,
      readable: sql<boolean>`(${readableAsStaff(person)})`,
    })
    .from(applications)
    .innerJoin(found, eq(found.id, applications.id))
    .where(
      and(
        eq(applications.callId, callId),
        ne(applications.id, id),
        notInArray(applications.state, ['draft', 'withdrawn']),
        isNotNull(applications.submittedAt),
        ne(applications.personId, person.id),
        sql`not exists (
          select from ${conflicts} c where c.application_id = ${applications.id} and c.person_id = ${person.id})`,
      ),
    )
    .orderBy(applications.number)
    .limit(MOST)
  return {
    readable: rows.filter((row) => row.readable).map(({ readable, number, ...row }) => ({ ...row, number: number! })),
    hidden: [...new Set(rows.filter((row) => !row.readable).flatMap(({ signs }) => signs))],
  }
}

/** Ids with their signs, from the three indexes. */
function candidates(
  callId: string,
  passportKey: string | null,
  personKey: string | null,
  id: string,
  hashes: string[],
): SQL {
  const keyed = (column: SQL, key: string | null, sign: Sign) =>
    sql`select a.id, ${sign}::text as sign from ${applications} a
      where a.call_id = ${callId} and ${column} = ${key} and a.id <> ${id}`
  // Stops counting once the file is clearly a common one.
  const withFile = sql`
    select x.id, 'file' as sign
    from unnest(${sql.param(hashes)}::text[]) h(sha256)
    cross join lateral (
      select array_agg(distinct d.application_id) as ids from (
        select application_id from ${documents} i
        where i.sha256 = h.sha256 and i.removed_at is null and i.application_id <> ${id} limit 50
      ) d
    ) same
    cross join lateral unnest(same.ids) x(id)
    where cardinality(same.ids) <= ${COMMON}`
  return sql`${keyed(sql`a.passport_key`, passportKey, 'passport')}
    union all ${keyed(sql`a.person_key`, personKey, 'person')} union all ${withFile}`
}
