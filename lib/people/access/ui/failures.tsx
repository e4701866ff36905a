import Link from 'next/link'
import { ACCESS_WORDS, FAILURES, GROUPS } from '@/lib/lifecycle/accesses'
import { formatNumber } from '@/lib/shared/format/format'
import { type AccessFilter, filterQuery } from '../filter'

type Props = { counts: Record<(typeof FAILURES)[number], number>; shown: AccessFilter['kind'] }

/** How much has failed since yesterday, in total and by kind, each a link to that kind alone. */
export function Failures({ counts, shown }: Props) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const cards = [
    ['failures', GROUPS.failures.label, all] as const,
    ...FAILURES.map((kind) => [kind, ACCESS_WORDS[kind], counts[kind]] as const),
  ]
  return (
    <nav aria-labelledby="failures" className="space-y-3">
      <h2 id="failures">Failures of the last 24 hours</h2>
      <ul className="grid gap-2 sm:grid-cols-2 sm:gap-3 lg:grid-cols-4">
        {cards.map(([kind, label, count]) => (
          <li key={kind}>
            <Link
              href={`/admin/sign-ins?${filterQuery({ kind })}`}
              prefetch={false}
              aria-current={kind === shown ? 'page' : undefined}
              className={`flex h-full flex-row-reverse items-baseline justify-between gap-4 rounded-md border bg-white px-4 py-2 sm:block ${kind === shown ? 'border-2 border-brand-700' : 'border-line'}`}
            >
              <span className="block text-xl font-semibold whitespace-nowrap sm:text-2xl">{formatNumber(count)}</span>
              <span className="link">{label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
