import Link from 'next/link'
import { count } from '@/lib/shared/format/format'
import { Instant } from '@/lib/shared/ui/instant'
import { Tag } from '@/lib/shared/ui/tag'
import type { ListRow } from '../overview'
import { listPath } from '../tell'

type Props = { lists: ListRow[]; call: string; zone: string }

/** The lists with their progress, one card each. */
export function Overview({ lists, call, zone }: Props) {
  return (
    <ul className="grid gap-4 md:grid-cols-2">
      {lists.map((list) => (
        <li key={`${list.institution} ${list.track}`} className="card space-y-2">
          <h2 className="!text-lg">
            <Link href={listPath(call, list)} prefetch={false} className="link">
              {list.trackName}, {list.institutionName}
            </Link>
          </h2>
          {list.handedInAt ? <Tag tone="green">Handed in</Tag> : <Tag tone="yellow">Open</Tag>}
          {list.handedInAt && (
            <p className="text-sm">
              By <bdi>{list.byName}</bdi>, <Instant at={list.handedInAt} zone={zone} />, signed by{' '}
              <bdi>{list.signer}</bdi>
            </p>
          )}
          {list.counts ? (
            <p>{inWords(list)}</p>
          ) : (
            <p>You keep away from this list: you have declared a conflict of interest, or applied yourself.</p>
          )}
        </li>
      ))}
    </ul>
  )
}

function inWords({ counts, limit, handedInAt }: ListRow): string {
  const { candidates, listed, undecided, coming } = counts!
  const most = limit === null ? '' : ` of at most ${limit}`
  if (handedInAt) return `${listed}${most} nominated.`
  const parts = [`${count(candidates, 'candidate')}, ${listed}${most} nominated, ${undecided} to decide.`]
  if (coming > 0) parts.push(`${count(coming, 'application')} not checked yet.`)
  return parts.join(' ')
}
