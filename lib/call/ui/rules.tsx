import type { CallDefinition } from '@/lib/call/definition'
import { list } from '@/lib/shared/format/format'

/** Who can apply: each rule, whom it concerns, and its source. */
export function Rules({ definition }: { definition: CallDefinition }) {
  return (
    <ul className="max-w-3xl divide-y divide-line border-y border-line">
      {definition.eligibility.rules.map((rule) => (
        <li key={rule.key} className="py-3">
          <p>{rule.text}</p>
          <p className="mt-0.5 text-sm text-quiet">
            {rule.tracks && `${trackNames(definition, rule.tracks)}. `}Source: {rule.source}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The names of tracks by key; 'All tracks' without a limit. */
export function trackNames(definition: CallDefinition, keys?: string[]): string {
  if (!keys) return 'All tracks'
  return list(
    definition.tracks.filter((track) => keys.includes(track.key)).map((track) => track.name),
    'and',
  )
}
