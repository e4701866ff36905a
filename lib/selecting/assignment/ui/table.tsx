import type { ReactNode } from 'react'
import { Heads, ScrollTable } from '@/lib/shared/ui/table'

/** A table of figures: the first column names the row. */
export function FigureTable({ label, columns, rows }: { label: string; columns: string[]; rows: ReactNode[][] }) {
  return (
    <ScrollTable label={label}>
      <Heads columns={columns.map((column, at) => ({ label: column, number: at > 0 }))} />
      <tbody>
        {rows.map(([name, ...figures], at) => (
          <tr key={at}>
            <th scope="row" className="font-normal">
              {name}
            </th>
            {figures.map((figure, column) => (
              <td key={column} className="text-right tabular-nums">
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
