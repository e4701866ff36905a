import { Tag } from '@/lib/shared/ui/tag'
import type { LimitAfter } from '../preview'

/** What is left of each limit, and which would be exceeded. */
export function LimitList({ limits }: { limits: LimitAfter[] }) {
  return (
    <section className="space-y-3">
      <h2>Limits</h2>
      <ul className="card divide-y divide-line py-1">
        {limits.map(({ id, label, hard, wanted, room }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <span>
              {label}: {wanted} selected, room for {Math.max(0, room)}
            </span>
            {wanted > room ? (
              <Tag tone={hard ? 'red' : 'yellow'}>{hard ? 'Exceeded: refused' : 'Exceeded: advice only'}</Tag>
            ) : (
              <Tag tone="green">Kept</Tag>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
