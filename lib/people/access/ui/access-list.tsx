import Link from 'next/link'
import { ACCESS_WORDS, isFailure, isOfNobody } from '@/lib/lifecycle/accesses'
import { formatNumber, formatStamp } from '@/lib/shared/format/format'
import { Tag } from '@/lib/shared/ui/tag'
import { filterQuery } from '../filter'
import type { Access } from '../queries'

/** Sign-ins and failures, newest first: what, how often, whose account, which device and which network. */
export function AccessList({ accesses }: { accesses: Access[] }) {
  return (
    <ol aria-label="Sign-ins and failures" className="card divide-y divide-line py-0">
      {accesses.map((access) => (
        <li
          key={access.id}
          className="gap-x-4 space-y-1 py-3 lg:grid lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_minmax(0,3fr)_auto] lg:items-baseline lg:space-y-0"
        >
          <p>
            <span className="font-semibold">{ACCESS_WORDS[access.kind]}</span>
            <Times {...access} />
          </p>
          <p className="text-sm text-quiet lg:order-1">
            <time dateTime={access.at.toISOString()} className="whitespace-nowrap">
              {formatStamp(access.at, 'seconds')} UTC
            </time>
          </p>
          <div className="min-w-0 space-y-1 text-sm break-words empty:hidden lg:empty:block">
            <Who {...access} />
            {access.routes.length > 0 && (
              <p>
                <span className="text-quiet">Asked for </span>
                <code>{access.routes.join(', ')}</code>
              </p>
            )}
          </div>
          <p className="text-sm text-quiet">
            {access.device ?? 'Several devices'}
            {access.network && (
              <>
                {', '}
                <span className="whitespace-nowrap">
                  {'network '}
                  <Link
                    href={`/admin/sign-ins?${filterQuery({ network: access.network })}`}
                    prefetch={false}
                    className="link"
                  >
                    {access.network.slice(0, 6)}
                  </Link>
                </span>
              </>
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}

/** How often within the minute, where more than once. */
export function Times({ kind, times }: Pick<Access, 'kind' | 'times'>) {
  if (times === 1) return null
  return (
    <>
      {' '}
      <Tag tone={isFailure(kind) ? 'red' : 'grey'}>{`${formatNumber(times)} times within a minute`}</Tag>
    </>
  )
}

function Who({ kind, name, email, address }: Access) {
  if (name === null && isOfNobody(kind)) return null
  if (name === null)
    return (
      <p className="text-quiet">
        {address ? `An address without an account (${address.slice(0, 6)})` : 'Several addresses without an account'}
      </p>
    )
  return (
    <p>
      <bdi>{name}</bdi> <span className="text-quiet lg:block">{email}</span>
    </p>
  )
}
