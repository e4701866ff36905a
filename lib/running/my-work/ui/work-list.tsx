import Link from 'next/link'
import { Instant } from '@/lib/shared/ui/instant'
import { Tag } from '@/lib/shared/ui/tag'
import { daysLeft, isNear, isOverdue, OWN, type WorkItem } from '../item'

/** The waiting items, most urgent first. A person with several roles sees the role of each. */
export function WorkList({ items, now, roles }: { items: WorkItem[]; now: Date; roles: number }) {
  return (
    <ol className="card divide-y divide-line py-1">
      {items.map((item) => (
        <li key={item.key} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 py-4">
          <div className="min-w-0 flex-1 basis-72">
            <h2 className="!text-lg">
              <Link href={item.href} prefetch={false} className="link">
                {item.title}
              </Link>
            </h2>
            <p className="text-sm text-quiet">
              {[(roles > 1 || item.as === OWN) && item.as, item.detail].filter(Boolean).join(' · ')}
            </p>
          </div>
          {item.due && (
            <p className="flex flex-wrap items-center gap-2 text-sm">
              {isOverdue(item, now) && <Tag tone="red">Overdue</Tag>}
              {isNear(item.due, now) && <Tag tone="yellow">{daysLeft(item.due, now)}</Tag>}
              <span>
                Due <Instant at={item.due} zone={item.zone} />
              </span>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
