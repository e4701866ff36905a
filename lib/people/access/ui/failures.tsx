import Link from 'next/link'
import { ACCESS_WORDS, FAILURES } from '@/lib/lifecycle/accesses'
import { type AccessFilter, filterQuery } from '../filter'

type Props = { counts: Record<(typeof FAILURES)[number], number>; shown: AccessFilter['kind'] }

/** How much has failed since yesterday, each kind a way to show it alone. */
export function Failures({ counts, shown }: Props) {
  return (
    <nav aria-labelledby="failures" className="space-y-3">
      <h2 id="failures">Failures of the last 24 hours</h2>
      <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {FAILURES.map((kind) => (
          <li key={kind}>
            <Link
              href={`/admin/sign-ins?${filterQuery({ kind })}`}
              prefetch={false}
              aria-current={kind === shown ? 'page' : undefined}
              className={`block h-full rounded-md border bg-white px-4 py-2 ${kind === shown ? 'border-2 border-brand-700' : 'border-line'}`}
            >
              <span className="block text-2xl font-semibold">{counts[kind].toLocaleString('en')}</span>
              <span className="link">{ACCESS_WORDS[kind]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
