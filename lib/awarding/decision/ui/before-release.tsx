import Link from 'next/link'
import type { Call } from '@/lib/call/call'
import { isOpen } from '@/lib/call/rules'
import { count } from '@/lib/shared/format/format'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { decisionsAt, type Where } from '../address'
import type { TrackCounts } from '../counts'

type Props = {
  call: Call
  where: Where
  /** Applications that have no result yet. */
  onTheWay: number
  counts: TrackCounts[]
  now: Date
}

/** Things that do not forbid the release but may be an oversight, because it happens only once. */
export function BeforeRelease({ call, where, onTheWay, counts, now }: Props) {
  const { tracks, timeZone } = call.definition
  const open = ['before', 'open', 'grace'].includes(isOpen(call, now))
  const free = counts.flatMap(({ track, quota, taken, waiting }) => {
    const name = tracks.find(({ key }) => key === track)?.name
    return name && waiting > 0 && quota > taken ? [{ track, name, free: quota - taken, waiting }] : []
  })
  if (!open && onTheWay === 0 && free.length === 0) return null
  return (
    <Notice tone="warning" title="Look at this before the release">
      <ul className="list-disc space-y-1 pl-5">
        {open && (
          <li>
            The Call is open for applications until <Instant at={call.closesAt} zone={timeZone} />.
          </li>
        )}
        {onTheWay > 0 && (
          <li>
            {count(onTheWay, 'submitted application is', 'submitted applications are')} on no list that was handed in,
            and told nothing by the release.{' '}
            <Link prefetch={false} className="link" href={`/nominations?call=${call.slug}`}>
              See the lists
            </Link>
          </li>
        )}
        {free.map(({ track, name, free: places, waiting }) => (
          <li key={track}>
            {name}: {count(places, 'place is', 'places are')} free, and{' '}
            {count(waiting, 'application waits', 'applications wait')} for one.{' '}
            <Link prefetch={false} className="link" href={decisionsAt('/waiting', { ...where, track })}>
              See the waiting list
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
