import { STAGES } from '@/lib/lifecycle/stages'
import { formatNumber } from '@/lib/shared/format/format'
import { ScrollTable } from '@/lib/shared/ui/table'
import { DIMENSION_NAMES, type Dimension, type StatisticsRow, totalOf } from '../rules'

const COLUMNS = [...STAGES, 'withdrawn'] as const

/** Every figure, with the sum below. */
export function StatisticsTable({ rows, by }: { rows: StatisticsRow[]; by: Dimension }) {
  return (
    <ScrollTable label={`Applications by ${DIMENSION_NAMES[by].toLowerCase()}`}>
      <thead className="bg-paper align-bottom">
        <tr>
          <th scope="col">{DIMENSION_NAMES[by]}</th>
          {COLUMNS.map((stage) => (
            <th key={stage} scope="col" className="text-right whitespace-nowrap">
              {stage[0]!.toUpperCase() + stage.slice(1)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={row.key ?? '-'} row={row} />
        ))}
      </tbody>
      <tfoot className="border-t-2 border-line font-semibold">
        <Line row={totalOf(rows)} />
      </tfoot>
    </ScrollTable>
  )
}

function Line({ row }: { row: StatisticsRow }) {
  return (
    <tr>
      <th scope="row" className="min-w-40 font-normal" dir="auto">
        {row.label}
      </th>
      {COLUMNS.map((stage) => (
        <td key={stage} className="text-right tabular-nums">
          {formatNumber(row[stage])}
        </td>
      ))}
    </tr>
  )
}
