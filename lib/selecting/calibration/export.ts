import type { Database } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { findCall } from '@/lib/platform/call-store/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { csvOf } from '@/lib/shared/format/csv'
import type { Calibration } from './calibrate'
import { applicationsIn, movedBy, reviewersIn } from './order'
import { namedApplications, namesOf } from './queries'
import type { Table } from './schema'
import { calibrationState } from './state'

const round = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1000)

/**
 * Exports a table of the last calibration, in full, as CSV, and records the export.
 * @throws PortalError 'not-found' if the person may not see it, or there is none yet; 'forbidden' before their own
 * reviews are in.
 */
export async function exportCalibration(
  db: Database,
  person: Person,
  { call: slug, track, table }: { call: string; track: string; table: Table },
): Promise<string> {
  const call = await findCall(db, slug)
  const { withheld, kept } = await calibrationState(db, person, call, track)
  if (withheld) throw new PortalError('forbidden', 'First hand in your own reviews of this Call.')
  if (!kept) throw new PortalError('not-found', 'There is no calibration yet. Have it worked out first.')
  const { head, rows } =
    table === 'applications' ? await applicationRows(db, person, kept.result) : await reviewerRows(db, kept.result)
  await recordEvent(db, {
    applicationId: null,
    actorId: person.id,
    actorRole: staffRole(person),
    type: 'calibration-exported',
    data: { call: slug, track, table, count: rows.length },
  })
  return csvOf(head, rows)
}

const view = { page: 1, onlyCrossing: false } as const

async function applicationRows(db: Database, person: Person, result: Calibration) {
  const list = applicationsIn(result, { ...view, table: 'applications', order: 'rank' })
  const named = await namedApplications(
    db,
    person,
    list.map(({ id }) => id),
  )
  const head = ['Rank', 'Raw rank', 'Moved', 'Number', 'Name', 'Institution', 'State', 'Reviews', 'Raw', 'Normalised']
  return {
    head: [...head, 'Rank from', 'Rank to', 'Within the places'],
    rows: list.flatMap((application) => {
      const known = named.get(application.id)
      if (!known) return []
      const { rank, rawRank, reviews, raw, normalised, uncertainty } = application
      const { number, name, institution, state } = known
      return [
        [
          rank,
          rawRank,
          movedBy(application),
          number,
          name,
          institution,
          state,
          reviews,
          round(raw),
          round(normalised),
          uncertainty?.low ?? null,
          uncertainty?.high ?? null,
          uncertainty?.within ?? null,
        ],
      ]
    }),
  }
}

async function reviewerRows(db: Database, result: Calibration) {
  const list = reviewersIn(result, { ...view, table: 'reviewers', order: 'severity' })
  const names = await namesOf(
    db,
    list.map(({ id }) => id),
  )
  const head = ['Reviewer', 'Reviews', 'Mean', 'Spread', 'Severity', 'Standard error', 'Shared reviews']
  return {
    head: [...head, 'Difference to co-reviewers', 'Correlation with co-reviewers'],
    rows: list.map(({ id, reviews, mean, spread, severity, error, shared, difference, correlation }) => [
      names.get(id) ?? '',
      reviews,
      round(mean),
      round(spread),
      round(severity),
      round(error),
      shared,
      round(difference),
      round(correlation),
    ]),
  }
}
