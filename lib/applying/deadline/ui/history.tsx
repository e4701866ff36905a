import type { CallDefinition } from '@/lib/call/definition'
import { Instant } from '@/lib/shared/ui/instant'
import type { Extension } from '../queries'

/** The extensions, newest first: for whom, from when to when, by whom and why. */
export function History({ extensions, definition }: { extensions: Extension[]; definition: CallDefinition }) {
  if (extensions.length === 0) return <p>No deadline of this Call was extended.</p>
  const zone = definition.timeZone
  return (
    <ol className="card divide-y divide-line py-1">
      {extensions.map(({ id, at, by, name, data }) => (
        <li key={id} className="space-y-1 py-3">
          <p className="font-semibold">{forWhom(definition, name, data)}</p>
          <p>
            From <Instant at={new Date(String(data.from))} zone={zone} /> to{' '}
            <Instant at={new Date(String(data.to))} zone={zone} />
          </p>
          <p dir="auto">{String(data.reason)}</p>
          <p className="text-sm text-quiet">
            <bdi>{by}</bdi>, <Instant at={at} zone={zone} />
          </p>
        </li>
      ))}
    </ol>
  )
}

function forWhom(definition: CallDefinition, name: string | null, data: Record<string, unknown>): string {
  if (data.scope === 'all') return 'Everybody'
  if (data.scope === 'application') return name ?? 'One application'
  return definition.institutions.find(({ key }) => key === data.institution)?.name ?? String(data.institution)
}
