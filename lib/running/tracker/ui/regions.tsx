import { COLOURS } from '@/lib/shared/ui/bar-colours'
import { Bars, Legend } from '@/lib/shared/ui/bars'
import type { RegionRow } from '../shown-tracker'
import { Figures } from './figures'

/** The most lines in the chart; the table has all. */
const PICTURED = 15

/** Where applications come from, and where place holders come from: a ranked chart beside its table. */
export function Regions({ of, lines }: { of: 'Country' | 'Continent'; lines: RegionRow[] }) {
  if (lines.length === 0) return <p className="card">No application was submitted yet.</p>
  const more = lines.length - PICTURED
  return (
    <>
      <div className="space-y-3">
        <Bars
          bars={lines.slice(0, PICTURED).map(([name, applied, places]) => ({
            label: name,
            value: applied,
            parts: [
              { value: places, colour: COLOURS.enrolled },
              { value: applied - places, colour: COLOURS.offered },
            ],
          }))}
        />
        <Legend
          of={[
            { label: 'With a place', colour: COLOURS.enrolled },
            { label: 'Other applications', colour: COLOURS.offered },
          ]}
        />
        {more > 0 && (
          <p className="text-sm text-quiet">
            The first {PICTURED}; the table has {more} more.
          </p>
        )}
      </div>
      <Figures
        long
        caption={`Applications and places by ${of.toLowerCase()}`}
        head={[of, 'Applications', 'Places']}
        rows={lines}
      />
    </>
  )
}
