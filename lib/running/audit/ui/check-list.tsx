import { formatNumber, formatStamp } from '@/lib/shared/format/format'
import { Tag } from '@/lib/shared/ui/tag'
import type { Check } from '../check'

/** The last checks of the chain, newest first. */
export function CheckList({ checks }: { checks: Check[] }) {
  if (checks.length === 0) return <p>Nobody has checked it here yet.</p>
  return (
    <section className="space-y-3" aria-labelledby="checks">
      <h2 id="checks">Checks so far</h2>
      <ol className="card divide-y divide-line py-0">
        {checks.map((one) => (
          <li key={one.check.id} className="space-y-1 py-3">
            <Outcome one={one} />
            <p className="text-sm text-quiet">
              <bdi>{one.by}</bdi>, {formatStamp(one.check.createdAt, 'long')} UTC
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Outcome({ one: { check, going } }: { one: Check }) {
  const { checked, total, broken, brokenId, finishedAt, seal } = check
  const events = `${formatNumber(checked)} ${checked === 1 ? 'event' : 'events'}`
  if (going)
    return (
      <div role="status">
        <label>
          Checking: {events} of about {formatNumber(total)}{' '}
          <progress className="block w-full" max={Math.max(total, checked, 1)} value={checked} />
        </label>
      </div>
    )
  if (!finishedAt)
    return (
      <p>
        <Tag tone="yellow">Stopped</Tag> It did not come to an end. Check again.
      </p>
    )
  if (broken)
    return (
      <p>
        <Tag tone="red">Broken</Tag> Event {brokenId}: {broken} The {events} before it are whole.
      </p>
    )
  return (
    <>
      <p>
        <Tag tone="green">Whole</Tag> {events}, chain whole.
      </p>
      <p className="text-sm break-all">
        <span className="text-quiet">Seal: </span>
        <code>{seal}</code>
      </p>
    </>
  )
}
