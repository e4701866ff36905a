import { Button } from '@/lib/shared/ui/button'
import type { Table } from '../schema'

/** Downloads the whole table. */
export function ExportForm({ call, track, table }: { call: string; track: string; table: Table }) {
  return (
    <form method="post" action="/api/calibration">
      {Object.entries({ call, track, table }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button look="secondary">Download all {table} as CSV</Button>
    </form>
  )
}
