import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Executor } from '@/db/client'
import { applications, calls } from '@/db/schema'
import { lastSubmission } from '@/lib/applying/application/queries'
import { recordListRead, recordRead } from '@/lib/applying/application/recorded-reads'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import type { Bearer } from '@/lib/people/api-token/tokens'
import { findCall } from '@/lib/platform/call-store/queries'
import { compileSearch } from '@/lib/selecting/listing/compile'
import { loadList } from '@/lib/selecting/listing/load'
import { type Row, rowsOf } from '@/lib/selecting/listing/queries'
import { type Visibility, visibilityOf } from '@/lib/selecting/listing/visibility'
import { oddities, vocabularyOf } from '@/lib/selecting/listing/vocabulary'
import { PortalError } from '@/lib/shared/errors'
import type { applicationSchema, detailSchema, listQuerySchema, listSchema } from './schema'

type Item = z.infer<typeof applicationSchema>

/** The same sentence for 'does not exist' and 'not for you', so that the answer reveals nothing. */
const nothing = () => new PortalError('not-found', 'This does not exist, or it is not for the owner of this token.')
const COLUMNS = { columns: ['letters' as const] }

/**
 * A page of the list of applications as the token's owner sees it, by number. It records the reading.
 * @throws PortalError 'not-found' for a Call in which they have no role.
 */
export async function listApplications(
  executor: Executor,
  { person, token }: Bearer,
  { q, call: slug, cursor, limit }: z.infer<typeof listQuerySchema>,
): Promise<z.infer<typeof listSchema>> {
  const list = await loadList(executor, person, { q, call: slug })
  if (!list) {
    if (slug) throw nothing()
    return { items: [], next: null, notices: [] }
  }
  const { call, visibility, view, audience } = list
  const { query, problems } = view.search
  const found = await idsAfter(executor, visibility, query, cursor ? numberOf(cursor) : '', limit + 1)
  const page = found.slice(0, limit)
  const rows = await rowsOf(
    executor,
    visibility,
    COLUMNS,
    page.map(({ id }) => id),
  )
  await recordListRead(executor, person, { call: call.slug, search: view.typed, token: token.name })
  return {
    items: rows.map((row) => itemOf(row, call)),
    next: found.length > limit ? Buffer.from(page.at(-1)!.number!).toString('base64url') : null,
    notices: [
      ...problems.map(({ message }) => message),
      ...oddities(query, vocabularyOf(call.definition), audience.staff),
    ],
  }
}

const numberOf = (cursor: string) => Buffer.from(cursor, 'base64url').toString('utf8').replaceAll('\0', '')

/** The matches after this number. */
function idsAfter(
  executor: Executor,
  visibility: Visibility,
  query: Parameters<typeof compileSearch>[0],
  after: string,
  most: number,
) {
  return (
    executor
      .select({ id: applications.id, number: applications.number })
      .from(applications)
      // In a query on one table, Drizzle would leave its name out within inner queries.
      .crossJoin(sql`(select) as another`)
      .where(
        and(
          sql`/* once */ true`,
          visibility.base,
          compileSearch(query, visibility),
          after ? gt(applications.number, after) : undefined,
        ),
      )
      .orderBy(asc(applications.number))
      .limit(most)
  )
}

function itemOf(row: Row, call: Call): Item {
  const { number, state, track, institution, programme, country, language, title, gender, letters, score, reviews } =
    row
  return {
    number,
    call: call.slug,
    state,
    track,
    institution,
    discipline: programme,
    country,
    language,
    title,
    gender,
    applicant: row.name,
    submittedAt: new Date(row.submittedAt).toISOString(),
    letters,
    score,
    reviews,
  }
}

export type Seen = { row: Row; call: Call }

/** The application with this number as the person sees it in lists. @throws PortalError 'not-found' */
export async function seenByNumber(executor: Executor, person: Person, number: string): Promise<Seen> {
  const [found] = await executor
    .select({ id: applications.id, slug: calls.slug })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(eq(applications.number, number))
  const call = found ? await findCall(executor, found.slug) : null
  const [row] = found && call ? await rowsOf(executor, visibilityOf(person, call), COLUMNS, [found.id]) : []
  if (!row || !call) throw nothing()
  return { row, call }
}

/** One application; for staff with the last submission, and a record of the reading. @throws PortalError 'not-found' */
export async function readApplication(
  executor: Executor,
  { person, token }: Bearer,
  number: string,
): Promise<z.infer<typeof detailSchema>> {
  const { row, call } = await seenByNumber(executor, person, number)
  await recordRead(executor, person, row.id, 'application-read', { token: token.name })
  const handedIn = row.staff ? await lastSubmission(executor, row.id) : null
  const submission = handedIn && {
    attempt: handedIn.attempt,
    at: handedIn.submittedAt.toISOString(),
    sha256: handedIn.sha256,
    email: handedIn.snapshot.applicant.email,
    documents: handedIn.snapshot.documents,
    answers: Object.fromEntries(Object.entries(handedIn.snapshot.answers).map(([key, given]) => [key, given ?? {}])),
  }
  return { ...itemOf(row, call), submission }
}
