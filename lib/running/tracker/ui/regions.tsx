import { Bars, COLOURS, Legend } from '@/lib/shared/ui/bars'
import type { RegionLine } from '../tracker'
import { Figures } from './figures'

/** Lines in the picture; the table has all. */
const PICTURED = 15

/** From where applications come, and who of them holds a place: a ranked picture beside its table. */
export function Regions({ of, lines }: { of: 'Country' | 'Continent'; lines: RegionLine[] }) {
  if (lines.length === 0) return <p className="card">No application was submitted yet.</p>
  const more = lines.length - PICTURED
  return (
    <>
      <div className="space-y-3">
        <Bars
          bars={lines.slice(0, PICTURED).map(({ name, applied, places }) => ({
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
        rows={lines.map(({ name, applied, places }) => [name, applied, places])}
      />
    </>
  )
}
