import { count } from '@/lib/shared/format/format'
import type { ReviewerFigures } from '../overview'
import { FigureTable } from './table'

/** The progress of all reviews and by reviewer; the reviewer with most to do comes first. */
export function ReviewerProgress({ rows }: { rows: ReviewerFigures[] }) {
  const sum = (of: (row: ReviewerFigures) => number) => rows.reduce((all, row) => all + of(row), 0)
  const [asked, submitted, silent] = [sum(askedOf), sum(({ submitted }) => submitted), sum(silentOf)]
  const begun = sum((row) => row.begun)
  const percent = asked === 0 ? 0 : Math.floor((100 * submitted) / asked)
  const shown = COLUMNS.filter(({ of, always }) => always || rows.some((row) => of(row) > 0))
  const ordered = rows.toSorted((a, b) => leftOf(b) - leftOf(a))
  return (
    <>
      {asked > 0 && (
        <div className="card space-y-2">
          <p>
            <strong className="text-2xl">
              {submitted} of {count(asked, 'review')} in
            </strong>{' '}
            <span className="text-quiet">({percent} %)</span>
          </p>
          <progress
            aria-label="Reviews that are in"
            max={asked}
            value={submitted}
            className="h-3 w-full accent-brand-700"
          />
          <p className="text-quiet">
            {begun} begun, {asked - submitted - begun - silent} not begun
            {silent > 0 && `, ${silent} whose reviewer has not said yet whether there is a conflict of interest`}.
          </p>
        </div>
      )}
      <FigureTable
        label="Reviews by reviewer"
        columns={['Reviewer', ...shown.map(({ label }) => label)]}
        rows={ordered.map((row) => [<bdi key="name">{row.name}</bdi>, ...shown.map(({ of }) => of(row))])}
      />
    </>
  )
}

type Figure = (row: ReviewerFigures) => number

const askedOf: Figure = ({ released }) => released
const silentOf: Figure = ({ released, cleared }) => Math.max(0, released - cleared)
const leftOf: Figure = ({ released, submitted }) => released - submitted

/** Leaves out columns that are zero for everybody, except the page's main ones. */
const COLUMNS: { label: string; of: Figure; always?: boolean }[] = [
  { label: 'Asked', of: askedOf, always: true },
  { label: 'In', of: ({ submitted }) => submitted, always: true },
  { label: 'Left', of: leftOf, always: true },
  { label: 'Begun', of: ({ begun }) => begun },
  { label: 'To declare', of: silentOf },
  { label: 'Given back', of: ({ ended }) => ended },
  { label: 'Not released yet', of: ({ hidden }) => hidden },
]
