import { and, count, eq, ne, or, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { STAGES } from '@/lib/lifecycle/stages'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff, withoutConflict } from '@/lib/people/readable'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { csvOf } from '@/lib/shared/format/csv'
import { type Counted, DIMENSION_NAMES, type Dimension, labelIn, type StatisticsRow, tableOf } from './rules'

const COLUMNS = {
  track: applications.track,
  institution: applications.institution,
  country: applications.country,
  gender: applications.gender,
  discipline: applications.programme,
}

/**
 * How many applications to a Call reached which stage, by one of their properties: those that the admin reads, and
 * drafts by track and institution only. The counts leave out the admin's own applications and those with a conflict of
 * interest.
 */
export async function statisticsOf(
  executor: Executor,
  admin: Person,
  call: Pick<Call, 'id' | 'definition'>,
  dimension: Dimension,
): Promise<StatisticsRow[]> {
  const drafts = and(
    eq(applications.callId, call.id),
    sql`${applications.submittedAt} is null`,
    ne(applications.personId, admin.id),
    withoutConflict(admin),
  )
  // A draft that continues after a withdrawal was submitted once, and is visible only to its applicant again.
  const read = and(eq(applications.callId, call.id), readableAsStaff(admin))
  const submitted = sql<boolean>`${applications}.submitted_at is not null`
  const rows = await executor
    .select({ value: COLUMNS[dimension], state: applications.state, submitted, n: count() })
    .from(applications)
    .where(or(read, drafts))
    .groupBy(COLUMNS[dimension], applications.state, submitted)
  return tableOf(rows satisfies Counted[], labelIn(call.definition, dimension))
}

/** The same as CSV. It records the export. */
export async function exportStatistics(db: Database, admin: Person, call: Call, dimension: Dimension): Promise<string> {
  const rows = await statisticsOf(db, admin, call, dimension)
  await recordEvent(db, {
    applicationId: null,
    actorId: admin.id,
    actorRole: 'admin',
    type: 'statistics-exported',
    data: { call: call.slug, by: dimension },
  })
  const head = [
    DIMENSION_NAMES[dimension],
    ...STAGES.map((stage) => stage[0]!.toUpperCase() + stage.slice(1)),
    'Withdrawn',
  ]
  return csvOf(
    head,
    rows.map((row) => [row.label, ...STAGES.map((stage) => row[stage]), row.withdrawn]),
  )
}
