import type { CallDefinition } from '@/lib/call/definition'
import { count } from '@/lib/shared/format/format'

/** The places as the public may see them, null if it may not. */
export type Places = { track: string; quota: number | null; taken: number | null }[]

/** The tracks side by side, with the places that the database counts now. */
export function Tracks({ definition, places }: { definition: CallDefinition; places: Places }) {
  return (
    <ul className="grid gap-6 md:grid-cols-2">
      {definition.tracks.map((track) => {
        // In a preview a track may have no places in the database yet; it shows the planned ones.
        const { quota, taken } = places.find((one) => one.track === track.key) ?? { quota: track.quota, taken: null }
        return (
          <li key={track.key} className="flex flex-col gap-5 rounded-2xl border border-line bg-white p-6 sm:p-7">
            <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
              <h3 className="font-serif text-2xl font-semibold text-brand-900">{track.name}</h3>
              {quota !== null && (
                <p className="text-quiet">
                  <strong className="font-serif text-4xl leading-none font-semibold text-brand-700 tabular-nums">
                    {quota}
                  </strong>{' '}
                  {quota === 1 ? 'place' : 'places'}
                </p>
              )}
            </div>
            {quota !== null && taken !== null && <PlacesBar quota={quota} taken={taken} />}
            <dl className="divide-y divide-line border-t border-line">
              {track.facts.map((fact) => (
                <div key={fact.label} className="grid gap-x-4 py-2.5 sm:grid-cols-[8rem_1fr]">
                  <dt className="text-quiet">{fact.label}</dt>
                  <dd className="font-semibold">{fact.text}</dd>
                </div>
              ))}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}

function PlacesBar({ quota, taken }: { quota: number; taken: number }) {
  const share = quota ? (taken / quota) * 100 : 100
  return (
    <div>
      <div aria-hidden="true" className="h-2.5 overflow-hidden rounded-full bg-brand-100">
        <div
          className="h-full rounded-full bg-brand-600"
          style={{ width: `${share}%`, minWidth: taken ? '0.6rem' : 0 }}
        />
      </div>
      <p className="mt-2 text-sm text-quiet">
        {taken} of {count(quota, 'place')} announced so far
      </p>
    </div>
  )
}
