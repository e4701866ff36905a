import type { CallDefinition, Track } from '@/lib/call/definition'
import { grantedBy } from '../rules'

/** What an offer of the track grants, by the Call. */
export function Coverage({ definition, track }: { definition: CallDefinition; track: Track }) {
  const rows = grantedBy(definition, track)
  if (rows.length === 0) return null
  return (
    <section className="card space-y-3" aria-labelledby="coverage">
      <h2 id="coverage">What it covers</h2>
      <dl className="divide-y divide-line">
        {rows.map(({ label, text }) => (
          <div key={label} className="grid gap-x-4 py-2 sm:grid-cols-[12rem_1fr]">
            <dt className="text-quiet">{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
