import type { CallDefinition } from '@/lib/call/definition'
import { countryName } from '@/lib/form/countries'
import { COLOURS } from '@/lib/shared/ui/bar-colours'
import { Bars } from '@/lib/shared/ui/bars'
import type { Grouped, Published } from '../published'
import { LEAST } from '../rules'
import { type Cell, Figures } from './figures'

type Props = { published: Published; definition: CallDefinition }

/** What the Call publishes about its places, for everybody. */
export function PublishedPlaces({ published, definition }: Props) {
  const columns = (
    [
      ['Places', 'places'],
      ['Applications received', 'received'],
      ['Places offered or taken', 'taken'],
    ] as const
  ).filter(([, key]) => published.tracks.some((track) => track[key] !== null))
  const institution = (key: string) => definition.institutions.find((one) => one.key === key)?.name ?? key
  return (
    <div className="space-y-8">
      {columns.length === 0 ? (
        <p className="card">This Call publishes no figures yet.</p>
      ) : (
        <Figures
          caption="Places by track"
          head={['Track', ...columns.map(([label]) => label)]}
          rows={published.tracks.map((track): Cell[] => [track.name, ...columns.map(([, key]) => track[key])])}
        />
      )}
      {published.institutions && <Groups title="Institutions" of={published.institutions} name={institution} />}
      {published.countries && <Groups title="Countries" of={published.countries} name={countryName} />}
    </div>
  )
}

function Groups({
  title,
  of: { groups, rest },
  name,
}: {
  title: string
  of: Grouped
  name: (value: string) => string
}) {
  const lines: [string, number][] = groups.map(({ value, count }) => [name(value), count])
  if (rest > 0) lines.push([groups.length > 0 ? 'All others together' : 'All together', rest])
  return (
    <section aria-label={title} className="space-y-3">
      <h3>{title}</h3>
      {lines.length === 0 ? (
        <p className="card">Too few places are taken to show them separately.</p>
      ) : (
        <div className="grid items-start gap-6 lg:grid-cols-2 [&>*]:min-w-0">
          <Bars bars={lines.map(([label, value]) => ({ label, parts: [{ value, colour: COLOURS.accepted }] }))} />
          <Figures caption={`Places offered or taken, ${title.toLowerCase()}`} head={[title, 'Places']} rows={lines} />
        </div>
      )}
      <p className="text-sm text-quiet">Where fewer than {LEAST} places would be shown, we combine them with others.</p>
    </section>
  )
}
