import Link from 'next/link'
import { ACCESS_WORDS, isFailure } from '@/lib/lifecycle/accesses'
import { Tag } from '@/lib/shared/ui/tag'
import { filterQuery } from '../filter'
import type { Access } from '../queries'

const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })

/** Sign-ins and failures, newest first: what, how often, whose account, by which device and from which network. */
export function AccessList({ accesses }: { accesses: Access[] }) {
  return (
    <ol aria-label="Sign-ins and failures" className="card divide-y divide-line py-0">
      {accesses.map((access) => (
        <li key={access.id} className="space-y-1 py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span>
              <span className="font-semibold">{ACCESS_WORDS[access.kind]}</span>
              <Times {...access} />
            </span>
            <time dateTime={access.at.toISOString()} className="text-sm text-quiet">
              {time.format(access.at)} UTC
            </time>
          </p>
          <Who {...access} />
          <p className="text-sm text-quiet">
            {access.device ?? 'Several devices'}
            {access.network && (
              <>
                {', network '}
                <Link
                  href={`/admin/sign-ins?${filterQuery({ network: access.network })}`}
                  prefetch={false}
                  className="link"
                >
                  {access.network.slice(0, 6)}
                </Link>
              </>
            )}
          </p>
          {access.routes.length > 0 && (
            <p className="text-sm break-words">
              <span className="text-quiet">Asked for </span>
              <code>{access.routes.join(', ')}</code>
            </p>
          )}
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
      <Tag tone={isFailure(kind) ? 'red' : 'grey'}>{`${times.toLocaleString('en')} times within a minute`}</Tag>
    </>
  )
}

function Who({ name, email, address }: Access) {
  if (name === null)
    return (
      <p className="text-sm text-quiet">
        {address ? `An address without an account (${address.slice(0, 6)})` : 'Several addresses without an account'}
      </p>
    )
  return (
    <p className="text-sm break-words">
      <bdi>{name}</bdi> <span className="text-quiet">{email}</span>
    </p>
  )
}
